package io.mailroom.worker.commit;

import io.cloudevents.CloudEvent;
import io.mailroom.model.id.ClientName;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that a step decided and that others must be able to read. */
public sealed interface Fact {
    /** Bytes of a foreign record that go out with it. */
    default long weight() {
        return switch (this) {
            case Parked parked -> parked.original().weight();
            case Forwarded forwarded -> forwarded.original().weight();
            case Buried buried -> buried.original().weight();
            case Journaled _, Forgotten _, Told _, Announced _, Marked _, Unparked _ -> 0;
        };
    }

    /** The journal's new word on a command. */
    record Journaled(JournalKey key, JournalEntry entry) implements Fact {}

    /** The journal's window has passed over a command. */
    record Forgotten(JournalKey key) implements Fact {}

    /** A result or a progress event for the client. */
    record Told(ClientName client, CloudEvent event) implements Fact {}

    /** A mail that came in. */
    record Announced(ClientName client, CloudEvent event) implements Fact {}

    /** Where a folder's sync stands, or which mails were announced; without a value what stands there goes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; Kafka takes it as it is
    record Marked(String key, byte @Nullable [] value) implements Fact {}

    /** A command that waits; replaces what stood under the same key. */
    record Parked(ClientName client, io.mailroom.worker.park.Parked what, RawRecord original) implements Fact {}

    /** A command that waits no more. */
    record Unparked(ClientName client, io.mailroom.worker.park.Parked what) implements Fact {}

    /** A record that came in a partition where its mailbox is not at home. */
    record Forwarded(RawRecord original, int home) implements Fact {}

    /** A record that no result can answer, with its original bytes and headers and why. */
    record Buried(ClientName client, RawRecord original, Map<String, String> reasons) implements Fact {}
}
