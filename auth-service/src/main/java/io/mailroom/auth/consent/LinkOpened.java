package io.mailroom.auth.consent;

import io.mailroom.auth.crypt.OneTimeSecret;
import java.net.URI;

/** What became of a link that a browser opened. */
sealed interface LinkOpened {
    /**
     * Go and sign in. The target holds the state in clear, so this does not print.
     */
    final class Redirect implements LinkOpened {
        private final URI target;
        private final OneTimeSecret browser;

        Redirect(URI target, OneTimeSecret browser) {
            this.target = target;
            this.browser = browser;
        }

        URI target() {
            return target;
        }

        /** What the browser must show again when it comes back. */
        OneTimeSecret browser() {
            return browser;
        }

        @Override
        public String toString() {
            return "Opened[redacted]";
        }
    }

    /** Opened before, withdrawn, or never ours: a link tells nobody which. */
    record Spent() implements LinkOpened {}

    record Expired() implements LinkOpened {}
}
