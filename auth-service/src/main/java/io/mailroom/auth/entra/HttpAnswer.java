package io.mailroom.auth.entra;

/** What came back over the wire. */
sealed interface HttpAnswer {
    /** A complete answer. It may hold tokens, so it is no record and does not print its body. */
    final class Answered implements HttpAnswer {
        private final int status;
        private final String retryAfter;
        private final byte[] body;

        Answered(int status, String retryAfter, byte[] body) {
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

    record Silent(String kind) implements HttpAnswer {}
}
