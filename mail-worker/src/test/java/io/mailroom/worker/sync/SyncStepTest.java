package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.outcome.Calls;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.outcome.Patience;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingFolder;
import io.mailroom.worker.testing.TestingWaits;
import io.mailroom.worker.token.TokenAnswer;
import io.mailroom.worker.token.TokenSource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SyncStepTest {
    private final TestingClock clock = new TestingClock();
    private final TestingWaits waits = new TestingWaits(clock);
    private final TestingFolder folder = new TestingFolder();
    private final Cursors cursors = new Cursors();
    private final List<String> announced = new ArrayList<>();
    private final SyncStep step = new SyncStep(folder, clock, Duration.ofSeconds(100));
    private int commitsLeft = Integer.MAX_VALUE;

    @Nested
    class A_folder_with_mail {
        @Test
        void is_announced_page_by_page_and_counted() {
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), "p2", null));
            folder.page("p2", new DeltaPage(List.of(mail("c")), null, "d1"));

            Outcome outcome = run();

            assertThat(announced).containsExactly("a", "b", "c");
            assertThat(ending(outcome)).isEqualTo(new Ending.Synced(3));
        }

        @Test
        void is_read_on_from_where_the_last_sync_ended() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            folder.page("d1", new DeltaPage(List.of(mail("b")), null, "d2"));

            run();
            run();

            assertThat(announced).containsExactly("a", "b");
        }

        @Test
        void is_not_announced_again_when_it_changes_or_is_replayed() {
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("a")), "p2", null));
            folder.page("p2", new DeltaPage(List.of(mail("a"), new DeltaItem.Removed("x", "deleted")), null, "d1"));

            run();

            assertThat(announced).containsExactly("a");
        }
    }

    @Nested
    class A_sync_that_lost_its_partition {
        @Test
        void stops_and_the_next_owner_goes_on_behind_the_last_committed_page() {
            folder.page(null, new DeltaPage(List.of(mail("a")), "p2", null));
            folder.page("p2", new DeltaPage(List.of(mail("b")), null, "d1"));
            commitsLeft = 1;

            assertThat(run()).isInstanceOf(Outcome.Interrupted.class);
            commitsLeft = Integer.MAX_VALUE;
            run();

            assertThat(announced).containsExactly("a", "b");
        }
    }

    @Nested
    class A_sync_state_that_is_gone {
        @Test
        void makes_a_full_resync_that_announces_only_what_is_new() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            folder.refuse("d1", 410, "SyncStateNotFound");
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), null, "d2"));

            run();

            assertThat(announced).containsExactly("a", "b");
        }
    }

    @Nested
    class A_folder_that_does_not_exist {
        @Test
        void fails_by_name() {
            folder.refuse(null, 404, "ErrorItemNotFound");

            assertThat(ending(run()))
                    .isInstanceOfSatisfying(
                            Ending.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(ResultCode.FOLDER_UNKNOWN));
        }
    }

    private Outcome run() {
        var connection = new ConnectionId("c1");
        var client = new ClientName("erp");
        var lease = new LeaseReply(
                new AccessToken("token"),
                clock.instant().plusSeconds(3600),
                new MailboxAddress("adele@contoso.example"),
                "oid",
                "tid",
                URI.create("http://localhost/v1.0"));
        var tokens = new TokenSource(request -> new TokenAnswer.Leased(lease), clock, Duration.ofMinutes(2));
        return step.run(new SyncTask(
                new SyncMail(new CommandKey("/erp", "s1"), connection, "inbox"),
                client,
                cursors,
                this::commit,
                new Calls(
                        tokens,
                        new RetryPolicy(3),
                        waits,
                        clock,
                        new Patience(Duration.ofHours(1), Duration.ofMinutes(5), clock.instant()),
                        client,
                        connection,
                        History.NONE)));
    }

    private boolean commit(List<MailReceived> mails, List<Cursors.Mark> marks) {
        if (commitsLeft-- <= 0) {
            return false;
        }
        mails.forEach(mail -> announced.add(mail.graphMessageId()));
        marks.forEach(mark -> cursors.load(mark.key(), mark.value()));
        return true;
    }

    private static Ending ending(Outcome outcome) {
        return ((Outcome.Ended) outcome).ending();
    }

    private static DeltaItem mail(String id) {
        return new DeltaItem.Message(
                id, null, null, null, null, "Subject", null, List.of(), List.of(), null, false, "normal", false);
    }
}
