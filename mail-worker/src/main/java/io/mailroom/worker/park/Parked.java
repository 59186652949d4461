package io.mailroom.worker.park;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command that waits, without the command itself: that is read from {@code mail.parked} when its time
 * has come.
 *
 * @param topicId of the topic in which its own record stood; empty if nobody knows
 * @param offset of its own record there
 * @param place in the queue of its mailbox: the offset, unless that was in another topic of the same name
 * @param due not before this time
 * @param reason what it waits for
 * @param receivedAt when it was first read; bounds on waiting count from here
 * @param history of the attempts so far
 * @param mayHaveBegun whether a draft of it may stand in the mailbox; of what was read back from Kafka nobody knows
 */
public record Parked(
        Kind kind,
        String topicId,
        long offset,
        long place,
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
        /** Waits in the queue of its mailbox; newer commands wait behind it. */
        IN_LINE,
        /** Waits for a time of its own and holds up nobody; once that has come it stands in the queue by its offset. */
        SCHEDULED,
        /** Has its result; only a draft that it may have left is still to be removed. */
        SWEEP
    }

    /** Its key in the compacted topic. Two topics of the same name have the same offsets. */
    public String topicKey(ClientName client) {
        String key = client.value() + "/" + connection.value() + "/" + offset;
        return topicId.isEmpty() ? key : key + "@" + topicId;
    }

    /** What is remembered of it. */
    public ParkedStub stub() {
        return new ParkedStub(
                kind, place, key, due, expiresAt, kind == Kind.SCHEDULED ? payload.shortForm() : null, mayHaveBegun);
    }

    /** Whether nothing but its time tells it from another, which is not worth writing. */
    public boolean onlyLaterThan(Parked other) {
        return with(kind, place, other.due, expiresAt, other.mayHaveBegun).equals(other);
    }

    /**
     * The same as whoever takes it over waits for it. A due time was reckoned by its writer's clock, which may have been
     * wrong: in the queue nobody waits for longer than that one meant to, and a sweep, which must not come early, waits its
     * whole time again. A time that the command itself names is waited for as it is.
     *
     * @param written by the clock that {@code due} was reckoned by
     */
    public Parked waitingAnew(Instant written, Instant now) {
        Duration meant = due.isAfter(written) ? Duration.between(written, due) : Duration.ZERO;
        Instant anew = now.plus(meant);
        return switch (kind) {
            case IN_LINE -> with(kind, place, anew.isBefore(due) ? anew : due, expiresAt, mayHaveBegun);
            case SCHEDULED -> this;
            case SWEEP -> with(kind, place, anew, expiresAt, mayHaveBegun);
        };
    }

    /** The same at another place of its queue. */
    public Parked at(long newPlace) {
        return with(kind, newPlace, due, expiresAt, mayHaveBegun);
    }

    /** The same, parked by somebody who knows that it was never begun. */
    public Parked neverBegun() {
        return with(kind, place, due, expiresAt, false);
    }

    /** All that is left to do is to clear away a draft. */
    public Parked sweep(Instant when) {
        return with(Kind.SWEEP, place, when, null, true);
    }

    private Parked with(
            Kind newKind, long newPlace, Instant newDue, @Nullable Instant newExpiresAt, boolean newMayHaveBegun) {
        return new Parked(
                newKind,
                topicId,
                offset,
                newPlace,
                connection,
                command,
                type,
                key,
                payload,
                newDue,
                reason,
                newExpiresAt,
                receivedAt,
                history,
                newMayHaveBegun);
    }
}
