package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlowMailboxTest extends StackTest {

    @AfterEach
    void leaveNoFault() {
        driven.lab().clearFaults();
    }

    @Nested
    class A_sync_that_fails_again_and_again {
        @Test
        void does_not_hold_up_the_invoice_behind_it() {
            ConnectionId connection = driven.connect("sync-fails@contoso.example");
            fault("sync-fails@contoso.example", "/delta", MailJson.object().put("status", 504));
            driven.publish(new SyncMail(new CommandKey("/erp", "sync-fails"), connection, SyncMail.INBOX));
            assertThat(driven.topics().parked("sync-fails")).isNotEmpty();

            driven.publish(Mails.of(connection, "behind-the-sync"));

            driven.topics().assertSent("behind-the-sync");
            assertThat(ended(List.of("sync-fails"))).isEmpty();
        }
    }

    /** A worker with room for thirty. */
    @Nested
    class Slow_mailboxes_with_more_commands_than_there_is_room {
        private static final int SLOW = 20;
        private static final int EACH = 9;

        @Test
        void hold_up_no_mail_of_a_healthy_one() {
            List<ConnectionId> slow = driven.connect(SLOW, "slow-%d@contoso.example"::formatted);
            ConnectionId healthy = driven.connect("not-slow@contoso.example");
            driven.stack().kill(RunningStack.WORKER);
            LocalStack.start(
                    RunningStack.OPTIONS.with("mail-worker", "mailroom.intake.records", "30"), Progress.SILENT);
            IntStream.range(0, SLOW)
                    .forEach(i -> fault(
                            "slow-" + i + "@contoso.example",
                            "/messages$",
                            MailJson.object().put("status", 504).put("delayMs", 6_000)));

            Batch waiting = Batch.publish(driven, slow, "slow", EACH);
            Batch served = Batch.publish(driven, List.of(healthy), "not-slow", EACH);

            served.assertSentOnce();
            assertThat(ended(waiting.commands())).isEmpty();
        }

        @AfterEach
        void asBefore() {
            driven.lab().clearFaults();
            driven.stack().kill(RunningStack.WORKER);
            LocalStack.start(RunningStack.OPTIONS, Progress.SILENT);
        }
    }

    /** Those of the commands that have a result by now. */
    private List<String> ended(List<String> commands) {
        return driven.topics().committed("mail.results.erp").stream()
                .filter(Topics::isResult)
                .map(Topics::command)
                .filter(commands::contains)
                .toList();
    }

    private void fault(String mailbox, String path, ObjectNode what) {
        driven.lab().fault(MailJson.object().put("mailbox", mailbox).put("pathRegex", path), what, 10_000);
    }
}
