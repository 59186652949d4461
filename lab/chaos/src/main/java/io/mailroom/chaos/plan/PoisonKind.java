package io.mailroom.chaos.plan;

/** Records that strain what reads them: by their size, or by standing at a limit. */
public enum PoisonKind {
    /** 8,420,000 random bytes and nothing else: over what a writer with its own limit of 8 MiB takes. */
    RANDOM_BYTES(Ending.BURIED, Weight.RIGID),
    /** Random bytes, to the last one that the topic takes. */
    LARGEST_RECORD(Ending.BURIED, Weight.RIGID),
    /** A key of 8 MB before a few bytes. */
    LARGE_KEY(Ending.BURIED, Weight.PACKABLE),
    /** A good command under a key of 8 MB. */
    LARGE_KEY_OF_A_COMMAND(Ending.ANSWERED, Weight.PACKABLE),
    /** 8 MB of headers that are no CloudEvent's. */
    LARGE_HEADERS(Ending.BURIED, Weight.PACKABLE),
    /** A good command with 8 MB of foreign headers. */
    LARGE_HEADERS_OF_A_COMMAND(Ending.ANSWERED, Weight.PACKABLE),
    /** Structured, with a type of 8 MB. */
    LARGE_TYPE(Ending.ANSWERED, Weight.PACKABLE),
    /** Binary, with a type of 8 MB in its header. */
    LARGE_TYPE_IN_A_HEADER(Ending.ANSWERED, Weight.PACKABLE),
    /** Source and id as long as they may be. */
    LONGEST_NAME(Ending.ANSWERED, Weight.PACKABLE),
    /** An id of one character more than it may have. */
    LONG_ID(Ending.EITHER, Weight.PACKABLE),
    /** A source of one character more than it may have. */
    LONG_SOURCE(Ending.EITHER, Weight.PACKABLE),
    /** A good mail with two attachments of the largest size. */
    LARGE_SEND(Ending.ANSWERED, Weight.PACKABLE),
    /** A good sync, with blanks up to the limit of a command. */
    LARGE_SYNC(Ending.ANSWERED, Weight.PACKABLE),
    /** A good cancel of a command that nobody knows, with blanks up to the limit. */
    LARGE_CANCEL(Ending.ANSWERED, Weight.PACKABLE),
    /** A good mail of the largest size that the topic takes, in another partition than its mailbox's. */
    AWAY_FROM_HOME(Ending.ANSWERED, Weight.PACKABLE),
    /** A small record that unpacks to 32 MiB. */
    UNPACKS_TO_ZEROS(Ending.BURIED, Weight.PACKED),
    /** A command that unpacks to 16 MiB. */
    UNPACKS_TO_A_COMMAND(Ending.ANSWERED, Weight.PACKED);

    /** What has to become of it, once. */
    public enum Ending {
        /** It names a source and an id, so there is somebody to answer to. */
        ANSWERED,
        /** It names nobody. */
        BURIED,
        /** It names somebody against the rules: an answer or a dead letter, not both. */
        EITHER
    }

    private enum Weight {
        /** Random, or exact to the byte: compressing would make it larger. */
        RIGID,
        PACKABLE,
        /** Only a compressed one fits the topic, and a broker that looks inside may refuse it. */
        PACKED
    }

    private final Ending ending;
    private final Weight weight;

    PoisonKind(Ending ending, Weight weight) {
        this.ending = ending;
        this.weight = weight;
    }

    public Ending ending() {
        return ending;
    }

    public boolean fits(Compression compression) {
        return switch (weight) {
            case RIGID -> compression == Compression.NONE;
            case PACKABLE -> true;
            case PACKED -> compression != Compression.NONE;
        };
    }

    /** Whether the broker may refuse it: its own topic settings decide what a record unpacks to. */
    public boolean mayBeRefused() {
        return weight == Weight.PACKED;
    }
}
