package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Limits;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingFolder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server in Microsoft's place may answer: every command ends, and no mail is announced twice. */
class ForeignFolderTest extends SyncRig {
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
        void stays_if_the_mailbox_may_not_be_read(int status) throws InterruptedException {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            folder.refuse("d1", status, "ErrorAccessDenied");

            run("s2");

            assertThat(cursor().link()).isEqualTo("d1");
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
            stands("erp/c1/inbox", stored);
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));

            assertThat(ending(run())).isEqualTo(new Ending.Synced(1, 0));
        }

        @Test
        void of_an_older_version_is_followed() {
            stands("erp/c1/inbox", "{\"link\":\"d0\"}");
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
            stands("erp/c1/inbox", "{\"link\":\"p\"}");
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
            assertThat(folder.asked).hasSizeLessThan(2 * PagingLimits.MOST_BARREN + 10);
            assertThat(waits.waited())
                    .hasSizeGreaterThan(PagingLimits.MOST_BARREN)
                    .containsOnly(PagingLimits.PACE);
        }

        @Test
        void that_always_bring_a_mail_end_the_command_and_the_next_goes_on_behind_them() throws InterruptedException {
            folder.behaves((_, _) -> {
                int page = folder.asked.size();
                return TestingFolder.read(new DeltaPage(List.of(mail("m" + page)), "p" + page, null));
            });

            assertThat(failed(run())).isEqualTo(ResultCode.FOLDER_UNREADABLE);
            assertThat(folder.asked).hasSize(PagingLimits.MOST_PAGES);
            assertThat(cursor().link()).isEqualTo("p" + PagingLimits.MOST_PAGES);
        }

        @Test
        void are_forgotten_so_that_the_next_sync_begins_anew() {
            folder.page(null, new DeltaPage(List.of(mail("a")), "p", null));
            folder.page("p", new DeltaPage(List.of(), "p", null));
            run();
            folder.asked.clear();
            folder.page(null, new DeltaPage(List.of(mail("a"), mail("b")), null, "d1"));

            assertThat(ending(run("s2"))).isEqualTo(new Ending.Synced(1, 0));
            assertThat(folder.asked).extracting(TestingFolder.Asked::link).containsExactly((String) null);
        }

        @Test
        void are_no_suspicion_against_a_large_folder_that_is_read_again() {
            int pages = 3 * PagingLimits.MOST_BARREN;
            for (int page = 0; page < pages; page++) {
                folder.page(page == 0 ? null : "p" + page, largePage(page, pages));
            }
            run();
            stands("erp/c1/inbox", "lost");

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
}
