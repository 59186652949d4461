package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingPermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A worker that slept while another took over must not delete what its successor is about to send, or has just sent. */
class LeftoverDraftsTest {
    private final Sender sender = new Sender();
    private final TestingMailbox mailbox = sender.mailbox;
    private final TestingPermissions permissions = sender.permissions;

    @Nested
    class A_draft_of_the_same_command {
        private final String draft = mailbox.leaveDraft(Sender.KEY.hex());

        @Test
        void is_deleted_and_made_anew_by_the_owner_of_the_command() {
            sender.takeOver(null);

            assertThat(mailbox.calls).containsSubsequence("find", "delete", "create", "send");
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void is_left_to_its_owner_by_a_worker_that_has_lost_the_command() {
            permissions.owned = false;

            Outcome outcome = sender.takeOver(null);

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.calls).containsExactly("find");
        }

        @Test
        void is_left_to_its_owner_also_by_who_only_came_to_sweep() {
            permissions.owned = false;

            Outcome outcome = sender.sweep();

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.drafts()).isEqualTo(1);
        }

        @Test
        void is_left_to_its_owner_though_a_fence_was_written_before() {
            permissions.owned = false;

            Outcome outcome = sender.takeOver(sender.permission(draft).fence());

            assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            assertThat(mailbox.calls).doesNotContain("delete");
        }

        @Test
        void is_deleted_behind_a_fence_that_is_written_again() {
            sender.takeOver(sender.permission(draft).fence());

            assertThat(permissions.written.getFirst().fenced()).isTrue();
            assertThat(mailbox.calls).containsSubsequence("find", "delete", "create", "send");
            assertThat(mailbox.submissions).hasSize(1);
        }
    }
}
