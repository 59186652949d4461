package io.mailroom.auth.entra;

/** What came back over the wire. */
sealed interface HttpReply {
    /** A complete answer. It may hold tokens, so it is no record and does not print its body. */
    final class Received implements HttpReply {
        private final int status;
        private final String retryAfter;
        private final byte[] body;

        Received(int status, String retryAfter, byte[] body) {
            this.status = status;
            this.retryAfter = retryAfter;
            this.body = body;
        }

        int status() {
            return status;
        }

        String retryAfter() {
            return retryAfter;
        }

        byte[] body() {
            return body;
        }

        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    record NoResponse(String kind) implements HttpReply {}
}
