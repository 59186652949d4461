package io.mailroom.auth.entra;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back over the wire. */
sealed interface HttpReply {
    /** A complete answer. It may hold tokens, so it is no record and does not print its body. */
    final class Received implements HttpReply {
        private final int status;
        private final @Nullable Duration retryAfter;
        private final byte[] body;

        Received(int status, @Nullable Duration retryAfter, byte[] body) {
            this.status = status;
            this.retryAfter = retryAfter;
            this.body = body;
        }

        int status() {
            return status;
        }

        /** What the platform asked for, if it did. */
        @Nullable
        Duration retryAfter() {
            return retryAfter;
        }

        byte[] body() {
            return body;
        }

        @Override
        public String toString() {
            return "Received[" + status + "]";
        }
    }

    record NoResponse(String kind) implements HttpReply {}
}
