package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.record.Position;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Waiting has a test of its own, {@link PartitionWaitsTest}. */
class PartitionOffsetsTest {
    private final PartitionOffsets partition = of(Position.at(100));

    @Nested
    class The_position {
        @Test
        void is_where_reading_stands_if_nothing_is_under_way() {
            assertThat(partition.position()).isEqualTo(Position.at(100));
        }

        @Test
        void stays_before_the_oldest_record_under_way() {
            open(100, 101, 102);

            close(101);

            assertThat(partition.position()).isEqualTo(new Position(100, 103, List.of(100L, 102L)));
        }

        @Test
        void jumps_over_all_that_ended_once_the_oldest_has() {
            open(100, 101);
            close(101);

            close(100);

            assertThat(partition.position()).isEqualTo(Position.at(102));
        }

        @Test
        void names_every_record_that_is_under_way() {
            open(100, 101, 102, 103);

            close(100, 102);

            assertThat(partition.position()).isEqualTo(new Position(101, 104, List.of(101L, 103L)));
            assertThat(partition.underWay()).isEqualTo(2);
        }

        @Test
        void passes_over_offsets_that_hold_no_record() {
            open(100, 107);

            close(100, 107);

            assertThat(partition.position()).isEqualTo(Position.at(108));
        }
    }

    @Nested
    class A_new_owner {
        private final PartitionOffsets taken = of(new Position(101, 105, List.of(101L, 103L)));

        @Test
        void stands_where_the_former_one_stood() {
            assertThat(taken.position()).isEqualTo(new Position(101, 105, List.of(101L, 103L)));
        }

        @Test
        void passes_over_what_had_ended() {
            assertThat(comesIn(taken, 101)).isTrue();
            assertThat(comesIn(taken, 102)).isFalse();
            assertThat(comesIn(taken, 103)).isTrue();
            assertThat(comesIn(taken, 104)).isFalse();
            assertThat(comesIn(taken, 105)).isTrue();
        }

        @Test
        void waits_with_what_comes_later_until_all_of_it_was_read_again() {
            assertThat(taken.readBelow()).isEqualTo(101);
            comesIn(taken, 101);
            assertThat(taken.readBelow()).isEqualTo(103);

            comesIn(taken, 103);

            assertThat(taken.readBelow()).isEqualTo(Long.MAX_VALUE);
        }

        @Test
        void waits_for_a_record_that_was_read_until_it_stands_where_it_has_to_wait() {
            taken.open(101);
            assertThat(taken.readBelow()).isEqualTo(101);

            taken.cameIn(101);

            assertThat(taken.readBelow()).isEqualTo(103);
        }

        @Test
        void does_not_wait_for_a_record_that_was_deleted_meanwhile() {
            taken.open(103);
            assertThat(taken.position()).isEqualTo(new Position(103, 105, List.of(103L)));

            taken.open(105);

            assertThat(taken.readBelow()).isEqualTo(Long.MAX_VALUE);
            assertThat(taken.position()).isEqualTo(new Position(105, 106, List.of(105L)));
        }
    }

    @Property(tries = 300)
    void a_crash_lets_nothing_be_answered_twice_or_never(
            @ForAll @Size(max = 60) List<@IntRange(max = 99) Integer> ended,
            @ForAll @IntRange(max = 100) int read,
            @ForAll @IntRange(max = 100) int readAgain) {
        PartitionOffsets first = of(Position.at(0));
        var unanswered = openUpTo(first, read);
        for (int each : ended) {
            if (each < read) {
                first.close(each);
                unanswered.remove((long) each);
            }
        }

        PartitionOffsets second = of(afterACrash(first));
        var answeredAgain = openUpTo(second, readAgain);
        PartitionOffsets third = of(afterACrash(second));

        var expected = new TreeSet<>(unanswered);
        for (long offset = read; offset < 100; offset++) {
            expected.add(offset);
        }
        assertThat(answeredAgain).isSubsetOf(expected);
        assertThat(openUpTo(third, 100)).isEqualTo(expected);
    }

    /** Kafka hands out everything from the committed offset on. */
    private static TreeSet<Long> openUpTo(PartitionOffsets partition, int end) {
        var opened = new TreeSet<Long>();
        for (long offset = partition.position().offset(); offset < end; offset++) {
            if (comesIn(partition, offset)) {
                opened.add(offset);
            }
        }
        return opened;
    }

    private static boolean comesIn(PartitionOffsets partition, long offset) {
        boolean opened = partition.open(offset);
        partition.cameIn(offset);
        return opened;
    }

    private static Position afterACrash(PartitionOffsets partition) {
        Position committed = partition.position();
        return Position.read(committed.offset(), committed.metadata());
    }

    private static PartitionOffsets of(Position committed) {
        return new PartitionOffsets("mail.commands.erp", 3, committed);
    }

    private void open(long... offsets) {
        for (long offset : offsets) {
            assertThat(partition.open(offset)).isTrue();
        }
    }

    private void close(long... offsets) {
        for (long offset : offsets) {
            partition.close(offset);
        }
    }
}
