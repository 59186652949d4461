package io.mailroom.worker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.queue.Room;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final int RECORDS = 8;
    private static final int SLOW = 4;
    private static final long BYTES = 12_800;
    private static final int HEAVY = 3_000;

    private final Budget budget = new Budget(RECORDS, BYTES, SLOW);

    @Nested
    class Commands_that_take_long {
        @Test
        void make_room_for_what_comes_in() {
            List<RawRecord> begun = take(RECORDS, 10);
            assertThat(budget.full()).isTrue();

            begun.subList(0, SLOW).forEach(record -> room(record).slow());

            assertThat(budget.full()).isFalse();
            assertThat(budget.underWay()).isEqualTo(RECORDS);
        }

        @Test
        void stop_the_reading_only_when_their_own_share_is_full_as_well() {
            take(SLOW, 10).forEach(record -> room(record).slow());

            take(RECORDS, 10).forEach(record -> room(record).slow());

            assertThat(budget.full()).isTrue();
            assertThat(budget.underWay()).isEqualTo(RECORDS + SLOW);
        }

        @Test
        void that_found_their_share_full_go_there_as_soon_as_one_ends() {
            List<RawRecord> slow = take(SLOW, 10);
            slow.forEach(record -> room(record).slow());
            take(RECORDS, 10).forEach(record -> room(record).slow());

            slow.forEach(budget::giveBack);

            assertThat(budget.full()).isFalse();
        }

        @Test
        void let_a_crowd_that_has_just_begun_use_half_of_what_they_leave_free() {
            List<RawRecord> crowd = take(RECORDS, 10);

            crowd.forEach(record -> room(record).begun());

            assertThat(budget.full()).isFalse();
        }
    }

    @Nested
    class A_command_in_kafka {
        private final AtomicInteger granted = new AtomicInteger();

        @Test
        void gets_room_at_once_if_there_is_any() {
            assertThat(ask(10, false).granted()).isTrue();
        }

        @Test
        void of_a_slow_mailbox_takes_nothing_of_the_room_of_others() {
            IntStream.range(0, SLOW).forEach(_ -> ask(10, true));

            Room fifth = ask(10, true);

            assertThat(fifth.granted()).isFalse();
            assertThat(budget.underWay()).isEqualTo(SLOW);
            assertThat(ask(10, false).granted()).isTrue();
        }

        @Test
        void is_let_in_in_its_turn() {
            List<RawRecord> all = take(RECORDS, 10);
            Room first = ask(10, false);
            Room second = ask(10, false);

            budget.giveBack(all.getFirst());

            assertThat(first.granted()).isTrue();
            assertThat(second.granted()).isFalse();
            assertThat(granted).hasValue(1);
        }

        @Test
        void that_waits_has_the_reading_stop_at_half() {
            List<RawRecord> all = take(RECORDS, 10);
            ask(10, false);
            ask(10, false);
            budget.giveBack(all.getFirst());

            assertThat(budget.full()).isTrue();
        }

        @Test
        void that_wants_no_room_any_more_holds_up_nobody() {
            List<RawRecord> all = take(RECORDS, 10);
            Room first = ask(10, false);
            Room second = ask(10, false);

            first.giveBack();
            budget.giveBack(all.getFirst());

            assertThat(second.granted()).isTrue();
        }

        private Room ask(long weight, boolean slow) {
            return budget.ask(weight, slow, granted::incrementAndGet);
        }
    }

    @Nested
    class A_few_heavy_commands {
        @Test
        void leave_half_of_the_bytes_to_all_others() {
            IntStream.range(0, 3).forEach(_ -> budget.ask(HEAVY, false, () -> {}));

            assertThat(budget.bytesUnderWay()).isEqualTo(2 * HEAVY);
            assertThat(budget.ask(10, false, () -> {}).granted()).isTrue();
        }

        @Test
        void are_let_in_one_at_a_time_even_if_one_is_more_than_there_is() {
            assertThat(budget.ask(2 * BYTES, false, () -> {}).granted()).isTrue();
            assertThat(budget.ask(2 * BYTES, false, () -> {}).granted()).isFalse();
        }
    }

    @Nested
    class A_record_of_which_only_the_place_is_kept {
        @Test
        void counts_by_its_bytes_alone() {
            RawRecord record = take(1, HEAVY).getFirst();
            RawRecord light = record(0);

            budget.lighten(record, light);

            assertThat(budget.underWay()).isZero();
            assertThat(budget.bytesUnderWay()).isPositive().isLessThan(HEAVY);
            budget.giveBack(light);
            assertThat(budget.bytesUnderWay()).isZero();
        }
    }

    @Nested
    class Records_that_no_transaction_has_told_of {
        @Test
        void stop_the_reading_even_if_they_are_slow_so_that_the_next_owner_can_know_what_was_begun() {
            var roomy = new Budget(RECORDS, BYTES, 10 * RECORDS);
            List<RawRecord> all =
                    IntStream.range(0, RECORDS).mapToObj(_ -> record(10)).toList();
            all.forEach(record -> {
                roomy.take(record);
                roomy.room(record).slow();
            });
            assertThat(roomy.full()).isTrue();

            all.forEach(roomy::seen);

            assertThat(roomy.full()).isFalse();
        }
    }

    /** Each step says what is done, and to which of those that are there. */
    @Property(tries = 500)
    void whatever_happens_nothing_is_counted_twice_and_the_bound_holds(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 7_000) Integer> steps) {
        var tested = new Budget(RECORDS, BYTES, SLOW);
        var records = new ArrayList<RawRecord>();
        var rooms = new ArrayList<Room>();
        for (int step : steps) {
            int which = step / 7;
            switch (step % 7) {
                case 0 -> {
                    if (!tested.full()) {
                        records.add(record(which * 3));
                        tested.take(records.getLast());
                        tested.seen(records.getLast());
                    }
                }
                case 1 -> rooms.add(tested.ask(which * 3L, which % 2 == 0, () -> {}));
                case 2 ->
                    pick(records, which).forEach(record -> tested.room(record).slow());
                case 3 ->
                    pick(records, which).forEach(record -> tested.room(record).begun());
                case 4 -> pick(records, which).forEach(tested::giveBack);
                case 5 -> pick(rooms, which).forEach(Room::giveBack);
                default -> pick(rooms, which).forEach(Room::slow);
            }
            assertThat(tested.underWay()).isBetween(0, RECORDS + SLOW);
            assertThat(tested.bytesUnderWay()).isBetween(0L, 2 * (BYTES + HEAVY));
        }
        records.forEach(tested::giveBack);
        rooms.forEach(Room::giveBack);
        assertThat(tested.underWay()).isZero();
        assertThat(tested.bytesUnderWay()).isZero();
        assertThat(tested.full()).isFalse();
    }

    private static <T> List<T> pick(List<T> some, int which) {
        return some.isEmpty() ? List.of() : List.of(some.get(which % some.size()));
    }

    private List<RawRecord> take(int number, int bytes) {
        return IntStream.range(0, number)
                .mapToObj(_ -> {
                    RawRecord record = record(bytes);
                    budget.take(record);
                    budget.seen(record);
                    return record;
                })
                .toList();
    }

    private Room room(RawRecord record) {
        return budget.room(record);
    }

    private static RawRecord record(int bytes) {
        return new RawRecord("mail.commands.erp", 0, 0, Instant.EPOCH, null, new byte[bytes], List.of());
    }
}
