package io.mailroom.worker.park;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command that waits, without the command itself: that is read from {@code mail.parked} when its time
 * has come.
 *
 * @param offset of the command's own record, which is its place in the line of its mailbox for good
 * @param due not before this time
 * @param reason what it waits for
 * @param receivedAt when it was first read; bounds on waiting count from here
 * @param history of the attempts so far
 * @param mayHaveBegun whether a draft of it may stand in the mailbox; of what was read back from Kafka nobody knows
 */
public record Parked(
        Kind kind,
        long offset,
        ConnectionId connection,
        CommandKey command,
        String type,
        JournalKey key,
        PayloadHash payload,
        Instant due,
        ResultCode reason,
        @Nullable Instant expiresAt,
        Instant receivedAt,
        History history,
        boolean mayHaveBegun) {
    /** Why something is kept. */
    public enum Kind {
        /** Waits in the line of its mailbox; newer commands wait behind it. */
        IN_LINE,
        /** Waits for a time of its own and holds up nobody; once that has come it stands in line by its offset. */
        SCHEDULED,
        /** Has its result; only a draft that it may have left is still to be removed. */
        SWEEP
    }

    public Parked {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(due, "due");
    }

    /** Its key in the compacted topic. */
    public String topicKey(ClientName client) {
        return client.value() + "/" + connection.value() + "/" + offset;
    }

    /** The same, parked by somebody who knows that it was never begun. */
    public Parked neverBegun() {
        return new Parked(
                kind,
                offset,
                connection,
                command,
                type,
                key,
                payload,
                due,
                reason,
                expiresAt,
                receivedAt,
                history,
                false);
    }

    /** All that is left to do is to clear away a draft. */
    public Parked sweep(Instant when) {
        return new Parked(
                Kind.SWEEP,
                offset,
                connection,
                command,
                type,
                key,
                payload,
                when,
                reason,
                null,
                receivedAt,
                history,
                true);
    }
}
