package io.mailroom.worker.pipeline;

import io.mailroom.model.command.MailCommand;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.RecordRef;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import java.time.Instant;

/** A command on its way, and where it came from. */
record Task(
        OwnedPartition partition,
        RawRecord record,
        MailCommand command,
        PayloadHash payload,
        JournalKey key,
        Instant receivedAt) {
    CommandRef ref() {
        return new CommandRef(
                command.key(), command.type(), command.connection().value(), place(record));
    }

    boolean mayHaveBegun() {
        return record.offset() < partition.mayHaveBegunBelow();
    }

    static RecordRef place(RawRecord record) {
        return new RecordRef(record.topic(), record.partition(), record.offset());
    }
}
