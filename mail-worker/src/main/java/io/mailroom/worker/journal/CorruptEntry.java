package io.mailroom.worker.journal;

/** A journal entry was read and means nothing. Reading it again changes nothing; what became of its command is unknown. */
public final class CorruptEntry extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Without the cause, whose message may quote the result that stands there. */
    CorruptEntry(JournalKey key) {
        super("the journal entry " + key.hex() + " means nothing");
    }
}
