package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.park.Stored;
import io.mailroom.worker.testing.TestingParked;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredecessorsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");

    @Test
    void stand_before_all_that_this_topic_has_whatever_their_offsets() {
        List<Stored> placed = Predecessors.first(List.of(parked("new", 0, 60), parked("old", 7, 10)), "new");

        assertThat(placed)
                .extracting(Stored::stub)
                .extracting(ParkedStub::place)
                .containsExactly(-1L, 0L);
        assertThat(placed).extracting(Stored::offset).containsExactly(7L, 0L);
    }

    @Test
    void stand_in_the_order_of_their_offsets_though_one_was_read_again_later() {
        List<Stored> placed = Predecessors.first(List.of(parked("old", 6, 10), parked("old", 4, 90)), "new");

        assertThat(placed).extracting(Stored::offset).containsExactly(4L, 6L);
        assertThat(placed)
                .extracting(Stored::stub)
                .extracting(ParkedStub::place)
                .containsExactly(-2L, -1L);
    }

    @Test
    void of_several_topics_stand_topic_after_topic_each_in_a_place_of_its_own() {
        List<Stored> placed = Predecessors.first(
                List.of(parked("a-second", 0, 50), parked("b-first", 0, 10), parked("b-first", 9, 20)), "new");

        assertThat(placed).extracting(Stored::topicId).containsExactly("b-first", "b-first", "a-second");
        assertThat(placed)
                .extracting(Stored::stub)
                .extracting(ParkedStub::place)
                .containsExactly(-3L, -2L, -1L);
    }

    @Test
    void are_none_where_a_topic_is_not_known_by_its_id() {
        assertThat(Predecessors.first(List.of(parked("", 7, 10)), "new"))
                .extracting(Stored::stub)
                .extracting(ParkedStub::place)
                .containsExactly(7L);
        assertThat(Predecessors.first(List.of(parked("old", 7, 10)), ""))
                .extracting(Stored::stub)
                .extracting(ParkedStub::place)
                .containsExactly(7L);
    }

    private static Stored parked(String topicId, long offset, int readAt) {
        return Stored.of(
                new TestingParked("adele", topicId + offset, NOW.plusSeconds(600))
                        .at(topicId, offset)
                        .receivedAt(NOW.plusSeconds(readAt))
                        .build(),
                1,
                100);
    }
}
