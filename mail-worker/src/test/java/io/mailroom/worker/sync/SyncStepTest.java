package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Limits;
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
import io.mailroom.worker.graph.GraphReply;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncStepTest {
    private final TestingClock clock = new TestingClock();
    private final TestingWaits waits = new TestingWaits(clock);
    private final TestingFolder folder = new TestingFolder();
    private final Cursors cursors = new Cursors();
    private final List<String> announced = new ArrayList<>();
    private final SyncStep step = new SyncStep(folder, clock, Duration.ofSeconds(100));
    private static final Cursors.Folder IN = new Cursors.Folder(new ClientName("erp"), new ConnectionId("c1"), "inbox");

    private int commitsLeft = Integer.MAX_VALUE;
    private int attempts = 3;

    @Nested
    class A_folder_with_mail {
        @Test
        void is_announced_page_by_page_and_counted() {
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), "p2", null));
            folder.page("p2", new DeltaPage(List.of(mail("c")), null, "d1"));

            Outcome outcome = run();

            assertThat(announced).containsExactly("a", "b", "c");
            assertThat(ending(outcome)).isEqualTo(new Ending.Synced(3, 0));
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
    class A_stored_link {
        @ParameterizedTest
        @CsvSource({
            "404, SyncStateNotFound",
            "400, SyncStateInvalid",
            "404, ErrorItemNotFound",
            "404, MailboxNotEnabledForRESTAPI",
            "410, resyncRequired",
            "409, ErrorIrresolvableConflict",
            "412, ''",
            "403, syncStateNotFound",
            "501, NotSimulated",
            "0, ForeignLink"
        })
        void that_is_refused_starts_the_folder_anew_at_once_and_announces_nothing_twice(int status, String code) {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            folder.refuse("d1", status, code);
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), null, "d2"));

            Outcome outcome = run("s2");

            assertThat(announced).containsExactly("a", "b");
            assertThat(ending(outcome)).isEqualTo(new Ending.Synced(1, 0));
            assertThat(waits.waited()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void stays_if_the_mailbox_may_not_be_read(int status) {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            folder.refuse("d1", status, "ErrorAccessDenied");

            run("s2");

            assertThat(cursors.position(IN).link()).isEqualTo("d1");
        }

        @Test
        void that_is_refused_in_the_middle_of_a_round_starts_anew_too() {
            folder.page(null, new DeltaPage(List.of(mail("a")), "p2", null));
            folder.answers("p2", (_, _) -> {
                folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), null, "d1"));
                return TestingFolder.refused(410, "SyncStateNotFound");
            });

            assertThat(ending(run())).isEqualTo(new Ending.Synced(2, 0));
        }

        @Test
        void that_every_fresh_start_gives_and_none_may_follow_ends_the_command() {
            folder.page(null, new DeltaPage(List.of(mail("a")), "p2", null));
            folder.refuse("p2", 400, "SyncStateInvalid");

            assertThat(failed(run())).isEqualTo(ResultCode.FOLDER_UNREADABLE);
            assertThat(announced).containsExactly("a");
            assertThat(folder.asked).hasSizeLessThan(10);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "no JSON", "{\"link\":7}", "{\"link\":\"\"}", "LONG"})
        void that_cannot_be_read_starts_the_folder_anew(String value) {
            String stored = value.equals("LONG") ? "{\"link\":\"" + "x".repeat(Limits.GRAPH_LINK + 1) + "\"}" : value;
            cursors.load("erp/c1/inbox", stored.getBytes(StandardCharsets.UTF_8));
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));

            assertThat(ending(run())).isEqualTo(new Ending.Synced(1, 0));
        }

        @Test
        void of_an_older_version_is_followed() {
            cursors.load("erp/c1/inbox", "{\"link\":\"d0\"}".getBytes(StandardCharsets.UTF_8));
            folder.page("d0", new DeltaPage(List.of(mail("a")), null, "d1"));

            assertThat(ending(run())).isEqualTo(new Ending.Synced(1, 0));
        }
    }

    @Nested
    class Pages_without_end {
        @Test
        void that_lead_in_a_circle_end_the_command() {
            folder.page(null, new DeltaPage(List.of(mail("a")), "p2", null));
            folder.page("p2", new DeltaPage(List.of(mail("b")), "p3", null));
            folder.page("p3", new DeltaPage(List.of(mail("b")), "p2", null));

            assertThat(failed(run())).isEqualTo(ResultCode.FOLDER_UNREADABLE);
            assertThat(announced).containsExactly("a", "b");
            assertThat(folder.asked).hasSizeLessThan(10);
        }

        @Test
        void that_lead_back_to_themselves_end_the_command() {
            cursors.load("erp/c1/inbox", "{\"link\":\"p\"}".getBytes(StandardCharsets.UTF_8));
            folder.page("p", new DeltaPage(List.of(), "p", null));
            folder.page(null, new DeltaPage(List.of(), "p", null));

            assertThat(failed(run())).isEqualTo(ResultCode.FOLDER_UNREADABLE);
            assertThat(folder.asked).hasSizeLessThan(5);
        }

        @Test
        void that_bring_nothing_end_the_command_at_a_bounded_pace() {
            folder.behaves((_, _) -> {
                String next = "p" + folder.asked.size();
                return TestingFolder.read(new DeltaPage(List.of(mail("a")), next, null));
            });

            assertThat(failed(run())).isEqualTo(ResultCode.FOLDER_UNREADABLE);
            assertThat(announced).containsExactly("a");
            assertThat(folder.asked).hasSizeLessThan(2 * Round.MOST_BARREN + 10);
            assertThat(waits.waited()).hasSizeGreaterThan(Round.MOST_BARREN).containsOnly(Round.PACE);
        }

        @Test
        void that_always_bring_a_mail_end_the_command_and_the_next_goes_on_behind_them() {
            folder.behaves((_, _) -> {
                int page = folder.asked.size();
                return TestingFolder.read(new DeltaPage(List.of(mail("m" + page)), "p" + page, null));
            });

            assertThat(failed(run())).isEqualTo(ResultCode.FOLDER_UNREADABLE);
            assertThat(folder.asked).hasSize(Round.MOST_PAGES);
            assertThat(cursors.position(IN).link()).isEqualTo("p" + Round.MOST_PAGES);
        }

        @Test
        void are_forgotten_so_that_the_next_sync_begins_anew() {
            folder.page(null, new DeltaPage(List.of(mail("a")), "p", null));
            folder.page("p", new DeltaPage(List.of(), "p", null));
            run();
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), null, "d1"));

            assertThat(ending(run("s2"))).isEqualTo(new Ending.Synced(1, 0));
        }

        @Test
        void are_no_suspicion_against_a_large_folder_that_is_read_again() {
            int pages = 3 * Round.MOST_BARREN;
            for (int page = 0; page < pages; page++) {
                folder.page(page == 0 ? null : "p" + page, largePage(page, pages));
            }
            run();
            cursors.load("erp/c1/inbox", "lost".getBytes(StandardCharsets.UTF_8));

            assertThat(ending(run("s2"))).isEqualTo(new Ending.Synced(0, 0));
            assertThat(announced).hasSize(pages * 10).doesNotHaveDuplicates();
        }

        private static DeltaPage largePage(int page, int pages) {
            List<DeltaItem> items = IntStream.range(0, 10)
                    .mapToObj(i -> mail("m" + page + "-" + i))
                    .toList();
            return page == pages - 1 ? new DeltaPage(items, null, "d1") : new DeltaPage(items, "p" + (page + 1), null);
        }
    }

    @Nested
    class A_page_that_cannot_be_read {
        @Test
        void shrinks_until_the_one_mail_is_found_which_is_told_and_passed() {
            var server = new OneBadMail(40, 23);
            folder.behaves(server::answer);

            Outcome outcome = run();

            assertThat(ending(outcome)).isEqualTo(new Ending.Synced(39, 1));
            assertThat(announced).hasSize(39).doesNotHaveDuplicates().doesNotContain("m23");
            assertThat(folder.asked).hasSizeLessThan(40);
            assertThat(waits.waited()).doesNotContain(Duration.ofMillis(500));
        }

        @Test
        void shrinks_too_if_the_server_fails_over_it() {
            folder.behaves((link, atMost) -> atMost > 1
                    ? TestingFolder.unclear(GraphReply.Why.SERVER_ERROR, 504)
                    : TestingFolder.read(new DeltaPage(List.of(mail("a")), null, "d1")));

            assertThat(ending(run())).isEqualTo(new Ending.Synced(1, 0));
            assertThat(folder.asked).extracting(TestingFolder.Asked::atMost).containsExactly(Integer.MAX_VALUE, 7, 1);
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 500})
        void ends_the_command_if_not_even_one_mail_can_be_had(int status) {
            folder.behaves((_, _) -> TestingFolder.unclear(
                    status == 200 ? GraphReply.Why.UNREADABLE : GraphReply.Why.SERVER_ERROR, status));
            attempts = 20;

            assertThat(failed(run())).isEqualTo(ResultCode.FOLDER_UNREADABLE);
            assertThat(folder.asked).hasSizeLessThan(10);
        }

        @Test
        void behind_a_stored_link_is_asked_for_once_more_from_the_beginning() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            folder.answers("d1", (_, _) -> TestingFolder.unclear(GraphReply.Why.UNREADABLE, 200));
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), null, "d2"));
            attempts = 20;

            assertThat(ending(run("s2"))).isEqualTo(new Ending.Synced(1, 0));
        }

        /** Mails in a row, at most ten on a page; a page with the bad one on it cannot be read. */
        private final class OneBadMail {
            private final int mails;
            private final int bad;

            OneBadMail(int mails, int bad) {
                this.mails = mails;
                this.bad = bad;
            }

            GraphReply<DeltaPage> answer(@Nullable String link, int atMost) {
                int from = link == null ? 0 : Integer.parseInt(link);
                int to = Math.min(mails, from + Math.min(10, atMost));
                boolean hit = from <= bad && bad < to;
                if (hit && to - from > 1) {
                    return TestingFolder.unclear(GraphReply.Why.UNREADABLE, 200);
                }
                List<DeltaItem> items = hit
                        ? List.of(new DeltaItem.Unreadable())
                        : IntStream.range(from, to).mapToObj(i -> mail("m" + i)).toList();
                String next = Integer.toString(to);
                return TestingFolder.read(
                        to == mails ? new DeltaPage(items, null, next) : new DeltaPage(items, next, null));
            }
        }
    }

    @Nested
    class A_count {
        @Test
        void survives_a_crash_between_two_pages() {
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b"), new DeltaItem.Unreadable()), "p2", null));
            folder.page("p2", new DeltaPage(List.of(mail("c")), null, "d1"));
            commitsLeft = 1;
            run();
            commitsLeft = Integer.MAX_VALUE;

            assertThat(ending(run())).isEqualTo(new Ending.Synced(3, 1));
        }

        @Test
        void survives_a_crash_between_the_last_page_and_the_result() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            folder.page("d1", new DeltaPage(List.of(), null, "d1"));
            run();

            assertThat(ending(run())).isEqualTo(new Ending.Synced(1, 0));
        }

        @Test
        void is_the_commands_own() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            folder.page("d1", new DeltaPage(List.of(mail("b")), null, "d2"));
            run("s1");

            assertThat(ending(run("s2"))).isEqualTo(new Ending.Synced(1, 0));
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

    @Test
    void a_mailbox_that_is_away_is_named() {
        folder.refuse(null, 404, "MailboxNotEnabledForRESTAPI");

        assertThat(failed(run())).isEqualTo(ResultCode.MAILBOX_UNAVAILABLE);
    }

    private Outcome run() {
        return run("s1");
    }

    private Outcome run(String command) {
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
                new SyncMail(new CommandKey("/erp", command), connection, "inbox"),
                client,
                cursors,
                this::commit,
                new Calls(
                        tokens,
                        new RetryPolicy(attempts),
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

    private static ResultCode failed(Outcome outcome) {
        return ((Ending.Failed) ending(outcome)).code();
    }

    private static Ending ending(Outcome outcome) {
        return ((Outcome.Ended) outcome).ending();
    }

    private static DeltaItem mail(String id) {
        return new DeltaItem.Message(
                id, null, null, null, null, "Subject", null, List.of(), List.of(), 0, null, false, "normal", false);
    }
}
