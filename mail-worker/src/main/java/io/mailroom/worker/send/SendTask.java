package io.mailroom.worker.send;

import io.mailroom.model.command.SendMail;
import io.mailroom.worker.call.RetryingCalls;
import io.mailroom.worker.call.Sleeper;
import io.mailroom.worker.graph.SendKey;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at one send command.
 *
 * @param mayHaveBegun whether an earlier attempt may have left a draft without an entry
 * @param ownedSince when everything was read that former owners had written down about it
 */
public record SendTask(
        SendMail mail,
        JournalKey key,
        PayloadHash payload,
        boolean mayHaveBegun,
        Instant ownedSince,
        Optional<JournalEntry> entry,
        Permissions permissions,
        RetryingCalls calls,
        Sleeper sleeper) {
    /** Writes permissions to send. */
    public interface Permissions {
        /** @return whether it is in Kafka; if not, the partition is somebody else's and nothing may be sent */
        boolean write(JournalEntry.Sending permission);

        /**
         * Commits that this worker still owns the command's partition. If so, it did when it last looked into the mailbox,
         * and nothing that it saw there was another's.
         */
        boolean stillOurs();
    }

    SendKey sendKey() {
        return new SendKey(key.hex());
    }
}
