package io.mailroom.auth.consent;

import java.net.URI;

/** What became of a link that a browser opened. */
sealed interface LinkOpened {
    /** Go and sign in. The target holds the state in clear, so this does not print. */
    final class Redirect implements LinkOpened {
        private final URI target;

        Redirect(URI target) {
            this.target = target;
        }

        URI target() {
            return target;
        }

        @Override
        public String toString() {
            return "Redirect[redacted]";
        }
    }

    /** Opened before, withdrawn, or never ours: a link tells nobody which. */
    record Spent() implements LinkOpened {}

    record Expired() implements LinkOpened {}
}
