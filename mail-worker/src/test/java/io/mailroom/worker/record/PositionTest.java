package io.mailroom.worker.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static final String ID = Uuid.randomUuid().toString();
    private static final String ANOTHER = Uuid.randomUuid().toString();

    @Property
    void survives_kafkas_metadata(
            @ForAll("ids") String topicId,
            @ForAll @LongRange(min = 0, max = 1L << 50) long offset,
            @ForAll @Size(max = 1200) List<@IntRange(min = 1, max = 40) Integer> gaps) {
        var open = new TreeSet<Long>();
        long at = offset;
        open.add(at);
        for (int gap : gaps) {
            at += gap;
            open.add(at);
        }
        var position = new Position(topicId, offset, at + 1, List.copyOf(open));

        assertThat(Position.read(offset, position.metadata())).isEqualTo(position);
    }

    @Property(tries = 50)
    void that_is_too_long_says_less_and_nothing_wrong(
            @ForAll @Size(min = 3000, max = 5000) List<@IntRange(min = 1, max = 100_000) Integer> gaps) {
        var open = new ArrayList<Long>();
        long at = 7;
        for (int gap : gaps) {
            open.add(at);
            at += gap;
        }

        String metadata = new Position(ID, 7, at, open).metadata();

        assertThat(metadata).hasSizeLessThanOrEqualTo(Position.MOST_CHARACTERS);
        Position read = Position.read(7, metadata);
        assertThat(open).startsWith(read.open().toArray(Long[]::new));
        assertThat(read.readTo()).isEqualTo(open.get(read.open().size()));
    }

    @Test
    void set_by_hand_begins_anew() {
        assertThat(Position.read(5, "")).isEqualTo(Position.at(5));
        assertThat(Position.read(5, "somebody else's")).isEqualTo(Position.at(5));
        assertThat(Position.read(5, "1:!!")).isEqualTo(Position.at(5));
        assertThat(Position.read(5, "2:")).isEqualTo(Position.at(5));
    }

    @Nested
    class Of_a_topic {
        private final Position left = new Position(ID, 5, 9, List.of(5L, 7L));

        @Test
        void that_is_still_the_same_says_where_reading_begins() {
            assertThat(left.within(0, 9, ID)).isEqualTo(left);
        }

        @Test
        void that_was_made_anew_says_nothing_though_the_new_one_is_as_long() {
            assertThat(left.within(0, 9, ANOTHER)).isEqualTo(Position.at(0).in(ANOTHER));
        }

        @Test
        void that_was_never_named_holds_for_any() {
            assertThat(left.in("").within(0, 9, ANOTHER)).isEqualTo(left.in(ANOTHER));
        }

        @Test
        void that_cannot_be_asked_for_its_id_now_is_taken_for_the_same() {
            assertThat(left.within(0, 9, "")).isEqualTo(left.in(""));
        }

        @Test
        void that_has_dropped_the_place_begins_with_what_is_there() {
            assertThat(left.within(6, 9, ID)).isEqualTo(Position.at(6).in(ID));
        }

        @Test
        void that_ends_before_the_place_begins_with_what_is_there() {
            assertThat(left.within(0, 4, ID)).isEqualTo(Position.at(0).in(ID));
        }
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.of("", ID, ANOTHER);
    }
}
