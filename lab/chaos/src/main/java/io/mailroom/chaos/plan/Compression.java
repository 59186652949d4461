package io.mailroom.chaos.plan;

import java.util.Locale;

/** How a producer compresses its batches. */
public enum Compression {
    NONE,
    GZIP,
    SNAPPY,
    LZ4,
    ZSTD;

    /** As Kafka's {@code compression.type} names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
