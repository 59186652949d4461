package io.mailroom.worker.graph;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The HTTP side of Graph. The address of Graph comes with each lease, since each connection lives in its own cloud. */
@ConfigMapping(prefix = "mailroom.graph")
public interface GraphConfig {
    /**
     * Connections to one Graph host at most, one call on each at a time. At least as many as there may be commands under
     * way, so that no call waits for those of slow mailboxes.
     */
    @WithDefault("8192")
    int connections();

    /** Calls that wait for a connection at most; one more ends at once as never sent. */
    @WithDefault("4096")
    int waitingCalls();

    /** An attempt to open a connection ends by then as never sent. */
    @WithDefault("PT10S")
    Duration connectTimeout();

    /**
     * A connection unused for this long is closed. Shorter than any proxy's limit on the way, since a connection that
     * the other side has just closed makes a call unclear.
     */
    @WithDefault("PT30S")
    Duration keepAlive();

    /** Messages on one page of a delta query, as a wish ({@code Prefer: odata.maxpagesize}). */
    @WithDefault("50")
    int deltaPageSize();

    /** Bytes of an answer that are read at most. */
    @WithDefault("16777216")
    int largestAnswer();

    /** PEM file of certificate authorities to trust instead of the platform's, as behind a proxy that opens TLS. */
    Optional<Path> trustedCertificates();
}
