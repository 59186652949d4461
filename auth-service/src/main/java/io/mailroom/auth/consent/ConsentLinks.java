package io.mailroom.auth.consent;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.AuthorizeRequest;
import io.mailroom.auth.entra.Cloud;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.EntraClient;
import io.mailroom.auth.store.PendingConsent;
import io.mailroom.auth.store.PendingConsents;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** Where a consent leads a browser: from the link to Microsoft, and from there back to the callback. */
@Singleton
public class ConsentLinks {
    private final PendingConsents consents;
    private final ConsentConfig config;
    private final Clouds clouds;
    private final EntraClient entra;
    private final TokenCipher cipher;
    private final Clock clock;

    @Inject
    ConsentLinks(
            PendingConsents consents,
            ConsentConfig config,
            Clouds clouds,
            EntraClient entra,
            TokenCipher cipher,
            Clock clock) {
        this.consents = consents;
        this.config = config;
        this.clouds = clouds;
        this.entra = entra;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @param browser the cookie's secret; the same one for all tabs, so that two links can be opened side by side */
    @Transactional
    LinkOpened open(OneTimeSecret link, OneTimeSecret browser) {
        Instant now = clock.instant();
        PendingConsent consent = consents.lockUnopened(link).orElse(null);
        if (consent == null) {
            return new LinkOpened.Spent();
        }
        if (consent.expiresAt().isBefore(now)) {
            return new LinkOpened.Expired();
        }
        OneTimeSecret state = OneTimeSecret.random();
        OneTimeSecret nonce = OneTimeSecret.random();
        OneTimeSecret verifier = OneTimeSecret.random();
        consents.markOpened(
                consent.id(),
                state,
                new PendingConsent.Opened(browser.hash(), nonce.hash(), cipher.encrypt(consent.id(), verifier)),
                now.plus(config.connect().stateLife()));
        return new LinkOpened.Redirect(
                consent.forAdmin() ? adminConsentUri(consent, state) : authorizeUri(consent, state, nonce, verifier));
    }

    private URI authorizeUri(PendingConsent consent, OneTimeSecret state, OneTimeSecret nonce, OneTimeSecret verifier) {
        AuthorizeRequest request = new AuthorizeRequest(
                clouds.named(consent.cloud()),
                consent.authority(),
                consent.sharedMailboxes().any(),
                state,
                nonce,
                verifier.hash(),
                consent.mailboxHint(),
                consent.claims());
        return entra.authorizeUri(request, redirectUri());
    }

    private URI adminConsentUri(PendingConsent consent, OneTimeSecret state) {
        Cloud cloud = clouds.named(consent.cloud());
        return entra.adminConsentUri(
                cloud, consent.authority(), consent.sharedMailboxes().any(), state, redirectUri());
    }

    public URI redirectUri() {
        return publicUrl("callback");
    }

    /** As browsers see it. */
    URI publicUrl(String path) {
        String base = config.publicUrl().toString();
        return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
    }
}
