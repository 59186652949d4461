package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.outcome.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SyncStepTest extends SyncRig {
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
            folder.page("p2", new DeltaPage(List.of(mail("a"), new DeltaItem.Removed()), null, "d1"));

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
}
