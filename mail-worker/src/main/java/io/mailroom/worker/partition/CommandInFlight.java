package io.mailroom.worker.partition;

import io.mailroom.model.command.MailCommand;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way, and where it came from.
 *
 * @param parked what stands in {@code mail.parked} for it; nothing if it comes from its own record
 */
public record CommandInFlight(
        OwnedPartition partition,
        RawRecord record,
        MailCommand command,
        PayloadHash payload,
        JournalKey key,
        Instant receivedAt,
        @Nullable Parked parked) {
    public CommandRef ref() {
        return new CommandRef(
                command.key(), command.type(), command.connection().value(), record.ref());
    }

    /** In the queue of its mailbox. */
    public long place() {
        return parked == null ? record.offset() : parked.place();
    }

    /** The same, of whose record only the place is kept. */
    CommandInFlight light() {
        var place = new RawRecord(
                record.topic(), record.partition(), record.offset(), record.timestamp(), null, null, List.of());
        return new CommandInFlight(partition, place, command, payload, key, receivedAt, parked);
    }

    /** Whether somebody may have left a draft of it, without an entry in the journal. */
    public boolean mayHaveBegun() {
        return parked == null ? record.offset() < partition.mayHaveBegunBelow() : parked.mayHaveBegun();
    }

    public History history() {
        return parked == null ? History.NONE : parked.history();
    }

    /** Whether only its draft is to be cleared away: it has its result. */
    public boolean isSweep() {
        return parked != null && parked.kind() == Parked.Kind.SWEEP;
    }

    public boolean expired(Instant now) {
        Instant end = command.expiresAt();
        return end != null && !end.isAfter(now);
    }

    /** Its end: the record's offset moves on, or it leaves the parked. */
    public CommitRequest ending(List<Fact> facts) {
        if (parked == null) {
            return CommitRequest.ending(partition.offsets(), record.offset(), facts);
        }
        var all = new ArrayList<>(facts);
        all.add(new Fact.Unparked(partition.client(), parked));
        return CommitRequest.writing(partition.offsets(), all);
    }

    /** It goes on waiting: its offset moves on, or what is parked is replaced. The parked fact comes first. */
    public CommitRequest parking(Parked what, List<Fact> more) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Parked(partition.client(), what, record));
        facts.addAll(more);
        return parked == null
                ? CommitRequest.ending(partition.offsets(), record.offset(), facts)
                : CommitRequest.writing(partition.offsets(), facts);
    }

    /** What is parked of it. */
    public Parked parked(Parked.Kind kind, Instant due, ResultCode reason, History history) {
        boolean begun = partition.journal().knows(key);
        return new Parked(
                kind,
                parked == null ? partition.offsets().topicId() : parked.topicId(),
                record.offset(),
                place(),
                command.connection(),
                command.key(),
                command.type(),
                key,
                payload,
                due,
                reason,
                // What was begun cannot expire any more: the mailbox has to say what became of it.
                begun ? null : command.expiresAt(),
                receivedAt,
                history,
                true);
    }
}
