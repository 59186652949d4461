package io.mailroom.worker.commit;

import io.cloudevents.CloudEvent;
import io.mailroom.model.id.ClientName;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.record.RawRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that a step decided and that others must be able to read. */
public sealed interface Fact {
    /** Bytes of a foreign record that go out with it. */
    default long weight() {
        return switch (this) {
            case Parked parked -> parked.original().weight();
            case Forwarded forwarded -> forwarded.original().weight();
            case DeadLetter deadLetter -> deadLetter.original().weight();
            case Journaled _, Forgotten _, Result _, Received _, Cursor _, Unparked _ -> 0;
        };
    }

    /** The journal's new word on a command. */
    record Journaled(JournalKey key, JournalEntry entry) implements Fact {}

    /** The journal's window has passed over a command. */
    record Forgotten(JournalKey key) implements Fact {}

    /** A result or a progress event for the client. */
    record Result(ClientName client, CloudEvent event) implements Fact {}

    /** A mail that came in. */
    record Received(ClientName client, CloudEvent event) implements Fact {}

    /** Where a folder's sync stands, or which mails were announced; without a value what stands there goes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; Kafka takes it as it is
    record Cursor(String key, byte @Nullable [] value) implements Fact {}

    /** A command that waits; replaces what stood under the same key. */
    record Parked(ClientName client, io.mailroom.worker.park.Parked what, RawRecord original) implements Fact {}

    /** A command that waits no more. */
    record Unparked(ClientName client, io.mailroom.worker.park.Parked what) implements Fact {}

    /** A record that came in a partition where its mailbox is not at home. */
    record Forwarded(RawRecord original, int home) implements Fact {}

    /** A record that no result can answer, with its original bytes and headers and why. */
    record DeadLetter(ClientName client, RawRecord original, Map<String, String> reasons) implements Fact {}
}
