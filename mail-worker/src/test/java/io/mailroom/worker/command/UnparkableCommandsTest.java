package io.mailroom.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.result.SentMail;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UnparkableCommandsTest extends CommandRig {
    @Nested
    class A_command_that_cannot_be_kept {
        private final Parked parked = target.parked(
                Parked.Kind.IN_LINE, clock.instant().plusSeconds(600), ResultCode.THROTTLED, History.NONE);
        private final Refusal refusal = new Refusal(TopicNames.PARKED, 100, "RecordTooLargeException");

        @BeforeEach
        void stand() {
            budget.take(target.record());
            partition.queues().schedule(target, parked);
            brokerAnswers.countDown();
            startCommitting();
        }

        @Test
        void ends_instead_of_waiting() {
            new UnparkableCommands(partitionWriter, results, budget, clock).enqueue(target, parked, refusal);
            runAll();

            assertThat(results()).containsExactly("TOO_LARGE");
            assertThat(committed.getFirst().finished()).containsExactly(0L);
            assertThat(budget.bytesUnderWay()).isZero();
        }

        @Test
        void is_answered_as_an_earlier_record_of_it_was() {
            var sent = new Ending.Sent(new SentMail("id", "<a@b>", "c", true));
            var result = Results.of(target, clock.instant(), sent, Evidence.none(), clock.instant());
            var done = new JournalEntry.Done(target.payload(), MailEvents.result(result));
            partition.journal().committed(target.key(), done, 3);
            topics.put(new RawRecord(
                    TopicNames.JOURNAL,
                    0,
                    3,
                    clock.instant(),
                    target.key().hex().getBytes(StandardCharsets.US_ASCII),
                    JournalCodec.write(done),
                    List.of()));

            new UnparkableCommands(partitionWriter, results, budget, clock).enqueue(target, parked, refusal);
            runAll();

            assertThat(results()).containsExactly("SENT");
            assertThat(committed.getFirst().facts()).noneMatch(Fact.Journaled.class::isInstance);
        }

        @Test
        void is_called_back_with_its_record_if_a_cancel_comes_first() {
            cancellation.enqueue(task(1, cancel), cancel);
            new UnparkableCommands(partitionWriter, results, budget, clock).enqueue(target, parked, refusal);
            runAll();

            assertThat(results()).containsExactly("CANCELLED", "CANCELLED");
            assertThat(committed.getLast().finished()).containsExactlyInAnyOrder(0L, 1L);
            assertThat(budget.bytesUnderWay()).isZero();
        }
    }
}
