package io.mailroom.worker.sync;

import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.ClientName;
import io.mailroom.worker.call.RetryingCalls;
import io.mailroom.worker.commit.Fact;
import java.util.List;

/** One attempt at one sync command. */
public record SyncTask(SyncMail command, ClientName client, Cursors cursors, Pages pages, RetryingCalls calls) {
    /** Commits pages. */
    public interface Pages {
        /**
         * Announces the mails and moves the cursor, both or neither.
         *
         * @return whether it is in Kafka; if not, the partition is somebody else's
         */
        boolean commit(List<MailReceived> mails, List<Fact.Cursor> changes);
    }

    Cursors.Folder folder() {
        return new Cursors.Folder(client, command.connection(), command.folder());
    }
}
