package io.mailroom.worker.sync;

import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.graph.DeltaPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What a page brings that was never announced, and how many of its mails cannot be read. */
record News(List<MailReceived> mails, int unreadable) {
    News {
        mails = List.copyOf(mails);
    }

    static News of(SyncTask task, DeltaPage page, MailboxAddress mailbox) {
        var mails = new ArrayList<MailReceived>();
        var onThisPage = new HashSet<String>();
        int unreadable = 0;
        for (DeltaItem item : page.items()) {
            switch (item) {
                case DeltaItem.Message message -> {
                    if (!task.cursors().announced(task.folder(), message.id()) && onThisPage.add(message.id())) {
                        mails.add(received(task, message, mailbox));
                    }
                }
                case DeltaItem.Removed _ -> {
                    // A mail that leaves the folder was announced when it came; it is not announced backwards.
                }
                case DeltaItem.Unreadable _ -> unreadable++;
            }
        }
        return new News(mails, unreadable);
    }

    boolean none() {
        return mails.isEmpty() && unreadable == 0;
    }

    /** What has to be written: each mail is announced, and the sync stands behind its page. */
    List<Cursors.Mark> marks(Cursors.Folder folder, Position behind) {
        var marks = new ArrayList<Cursors.Mark>();
        mails.forEach(mail -> marks.add(Cursors.announcement(folder, mail.graphMessageId())));
        marks.add(Cursors.position(folder, behind));
        return marks;
    }

    private static MailReceived received(SyncTask task, DeltaItem.Message message, MailboxAddress mailbox) {
        return new MailReceived(
                task.command().connection(),
                mailbox,
                task.command().folder(),
                message.id(),
                message.internetMessageId(),
                message.conversationId(),
                message.subject(),
                message.from(),
                message.to(),
                message.cc(),
                message.recipientsLeftOut(),
                message.receivedAt(),
                Boolean.TRUE.equals(message.hasAttachments()),
                message.importance(),
                Boolean.TRUE.equals(message.isRead()));
    }
}
