package io.mailroom.worker.graph.http;

import java.util.Map;

/** How the one attempt ended. */
public sealed interface HttpOutcome {
    /**
     * A status came. The body is empty if it broke off, was too large, did not end in time or has a coding that is not
     * known: what the status says is then still true.
     *
     * @param headers by their names in any case; several lines of one name are comma-joined (RFC 9110 section 5.3)
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; read once
    record Answered(int status, Map<String, String> headers, byte[] body) implements HttpOutcome {
        public boolean success() {
            return status >= 200 && status < 300;
        }

        /** Safe to log: headers and body may hold mail. */
        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes]";
        }
    }

    /** No byte of the request left this process: nothing can have happened, another attempt is safe. */
    record NeverSent(Cause cause) implements HttpOutcome {}

    /** The request may have arrived, no status came back: whether it was carried out is unknown. */
    record Lost(Cause cause) implements HttpOutcome {}

    enum Cause {
        /** The deadline passed. */
        TIMEOUT,
        /** The connection was refused, reset or closed, or its TLS failed. */
        CONNECTION,
        /** As many calls as may wait for a connection are waiting. */
        TOO_BUSY,
        /** The calling thread was interrupted, as a shutdown does. */
        INTERRUPTED
    }
}
