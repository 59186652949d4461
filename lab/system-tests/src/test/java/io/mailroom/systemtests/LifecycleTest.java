package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.time.Waiting;
import io.mailroom.systemtests.RunningStack.Driven;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.journal.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Workers that come, go, and come back from where everybody thought them dead. */
@Order(13)
class LifecycleTest extends StackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Workers workers = new Workers(driven);

    @AfterEach
    void backToOneThatIsWell() {
        driven.lab().clearFaults();
        Workers.run(1);
    }

    @Nested
    class A_worker_that_is_told_to_stop {
        @Test
        void ends_what_it_has_begun_and_leaves_nothing_in_doubt() {
            List<ConnectionId> mailboxes = mailboxes("drained", 10);
            List<HeldCall> held = mailboxes.stream()
                    .map(mailbox -> hold("drained", mailboxes.indexOf(mailbox), "/send$", Duration.ofSeconds(2)))
                    .toList();
            Batch commands = Batch.publish(driven, mailboxes, "drained", 4);
            assertThat(held).allSatisfy(call -> assertThat(call.reached()).isTrue());

            driven.stack().terminate(Workers.name(1));

            assertThat(openSends()).as("sends whose end nobody knows").isEmpty();
            driven.stack().restart(Workers.name(1));
            commands.assertSentOnce();
        }
    }

    @Nested
    class A_worker_that_slept_while_another_took_over {
        @Test
        void sends_nothing_more_of_what_it_had_in_hand() {
            Workers.run(2);
            assertThat(workers.share(2)).isTrue();
            List<ConnectionId> mailboxes = mailboxes("zombie", 16);
            List<HeldCall> held = IntStream.range(0, mailboxes.size())
                    .mapToObj(i -> hold("zombie", i, i % 2 == 0 ? "/messages$" : "/send$", Duration.ofSeconds(3)))
                    .toList();
            Batch commands = Batch.publish(driven, mailboxes, "zombie", 2);
            assertThat(held).allSatisfy(call -> assertThat(call.reached()).isTrue());

            driven.stack().freeze(Workers.name(2));
            try {
                assertThat(workers.isAlone(1)).isTrue();
                commands.assertSentOnce();
            } finally {
                driven.stack().resume(Workers.name(2));
            }

            assertThat(workers.share(2)).as("it is in the group again").isTrue();
            commands.assertSentOnce();
            Batch.publish(driven, mailboxes, "zombie-afterwards", 1).assertSentOnce();
        }
    }

    @Nested
    class A_worker_that_joins {
        @Test
        void takes_its_share_and_at_most_one_of_the_others_gets_anything_new() {
            Workers.run(2);
            assertThat(workers.share(2)).isTrue();
            int first = workers.owned(1);
            int second = workers.owned(2);
            long taken = takeOvers(1) + takeOvers(2);

            Workers.run(3);

            assertThat(workers.share(3)).isTrue();
            assertThat(workers.owned(1)).isLessThanOrEqualTo(first);
            assertThat(workers.owned(2)).isLessThanOrEqualTo(second);
            assertThat(takeOvers(1) + takeOvers(2))
                    .as("each keeps a range of partitions, so the middle one of three may get some of the others")
                    .isLessThanOrEqualTo(taken + 1);
        }

        private long takeOvers(int worker) {
            try (var lines = Files.lines(
                    Path.of(driven.stack().part(Workers.name(worker)).log()))) {
                return lines.filter(line -> line.contains("partitions taken over"))
                        .count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A call that the simulator holds back. */
    private record HeldCall(Driven driven, String fault) {
        boolean reached() {
            return Waiting.until(PATIENCE, () -> driven.lab().hits(fault) == 1);
        }
    }

    private HeldCall hold(String what, int mailbox, String path, Duration time) {
        var point = KillPoint.call("POST", path, address(what, mailbox));
        return new HeldCall(driven, driven.lab().fault(point, KillPoint.held(time), 1));
    }

    private List<ConnectionId> mailboxes(String what, int number) {
        return driven.connect(number, i -> address(what, i));
    }

    private static String address(String what, int mailbox) {
        return "%s-%d@contoso.example".formatted(what, mailbox);
    }

    /** Commands whose newest entry in the journal permits a send. */
    private List<String> openSends() {
        var newest = new HashMap<String, Boolean>();
        driven.topics()
                .committed("mail.journal")
                .forEach(
                        record -> newest.put(new String(record.key(), StandardCharsets.UTF_8), isOpen(record.value())));
        return newest.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isOpen(byte[] entry) {
        try {
            return entry != null && JournalCodec.read(entry) instanceof JournalEntry.Sending;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
