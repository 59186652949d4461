package io.mailroom.worker.sync;

import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.graph.DeltaPage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page brings that was never announced, and how many of its mails cannot be read.
 *
 * @param changes what has to be written of the mails: that they are announced
 */
record NewMails(List<MailReceived> announced, int unreadable, List<Fact.Cursor> changes) {
    NewMails {
        announced = List.copyOf(announced);
        changes = List.copyOf(changes);
    }

    static NewMails of(SyncTask task, DeltaPage page, MailboxAddress mailbox) throws InterruptedException {
        var mails = new ArrayList<MailReceived>();
        FolderMails known = task.cursors().mails(task.folder());
        int unreadable = 0;
        for (DeltaItem item : page.items()) {
            switch (item) {
                case DeltaItem.Message message -> {
                    if (known.add(message.id())) {
                        mails.add(received(task, message, mailbox));
                    }
                }
                case DeltaItem.Removed _ -> {
                    // A mail that leaves the folder was announced when it came; it is not announced backwards.
                }
                case DeltaItem.Unreadable _ -> unreadable++;
            }
        }
        return new NewMails(mails, unreadable, known.changes());
    }

    /** Nothing new, and nothing known that has to be written anew. */
    boolean none() {
        return changes.isEmpty() && unreadable == 0;
    }

    /** What has to be written: each mail is announced, and the sync stands behind its page. */
    List<Fact.Cursor> changes(Cursors.Folder folder, FolderCursor behind) {
        var all = new ArrayList<>(changes);
        all.add(Cursors.change(folder, behind));
        return all;
    }

    private static MailReceived received(SyncTask task, DeltaItem.Message message, MailboxAddress mailbox) {
        return new MailReceived(
                task.command().connection(),
                mailbox,
                task.command().folder(),
                message.id(),
                message.headers(),
                Boolean.TRUE.equals(message.hasAttachments()),
                message.importance(),
                Boolean.TRUE.equals(message.isRead()));
    }
}
