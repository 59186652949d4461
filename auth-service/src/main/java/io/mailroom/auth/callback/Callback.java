package io.mailroom.auth.callback;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.consent.ConsentConfig;
import io.mailroom.auth.consent.PendingConsent;
import io.mailroom.auth.consent.PendingConsents;
import io.mailroom.auth.consent.RefusedConsents;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.AuthorizationCode;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.Refusal;
import io.mailroom.auth.store.Connections;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handles what a browser brought back. The state is consumed before anything else is looked at. */
@Singleton
class Callback {
    private final PendingConsents consents;
    private final CodeRedemption redemption;
    private final GrantStore grants;
    private final Clouds clouds;
    private final Connections connections;
    private final RefusedConsents refusals;
    private final TokenCipher cipher;
    private final ConsentConfig config;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Callback(
            PendingConsents consents,
            CodeRedemption redemption,
            GrantStore grants,
            Clouds clouds,
            Connections connections,
            RefusedConsents refusals,
            TokenCipher cipher,
            ConsentConfig config,
            Audit audit,
            Clock clock) {
        this.consents = consents;
        this.redemption = redemption;
        this.grants = grants;
        this.clouds = clouds;
        this.connections = connections;
        this.refusals = refusals;
        this.cipher = cipher;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    @WithSpan("callback")
    ConsentOutcome handle(CallbackParams params) {
        OneTimeSecret state = params.state();
        if (state == null) {
            return forged();
        }
        PendingConsent consent = consents.consume(state).orElse(null);
        if (consent == null || consent.expiresAt().isBefore(clock.instant())) {
            return new ConsentOutcome.Expired();
        }
        if (!sameBrowser(consent, params.browser())) {
            return forged();
        }
        Refusal error = params.error();
        if (error != null) {
            return denied(consent, ConsentErrorCodes.of(error), error.error(), error.aadsts());
        }
        if (consent.forAdmin()) {
            return params.adminConsent()
                    ? adminConsented(consent)
                    : denied(consent, "ADMIN_CONSENT_REFUSED", "no consent", null);
        }
        AuthorizationCode code = params.code();
        return code == null ? denied(consent, "SIGN_IN_FAILED", "no code", null) : redeem(consent, code);
    }

    private ConsentOutcome redeem(PendingConsent consent, AuthorizationCode code) {
        return switch (redemption.redeem(consented(consent), code)) {
            case RedemptionReply.Tokens tokens ->
                switch (grants.store(consent, tokens)) {
                    case GrantStore.Stored(var id) -> {
                        refusals.remove(consent.connectionId());
                        yield new ConsentOutcome.Granted(id, consent.returnUrl());
                    }
                    case GrantStore.NotStored(String why) -> denied(consent, why, "not kept", null);
                };
            case RedemptionReply.Rejected(String why, String detail, Integer aadsts) ->
                denied(consent, why, detail, aadsts);
            case RedemptionReply.Unavailable() -> denied(consent, "IDENTITY_UNAVAILABLE", "no answer", null);
        };
    }

    /** Which tenant it was is said by the browser alone, so nothing is decided by it (facts A11). */
    private ConsentOutcome adminConsented(PendingConsent consent) {
        connections.retryNow(consent.client(), consent.connectionId());
        refusals.adminConsented(consent.client(), consent.connectionId());
        audit.record(
                AuditEvent.ADMIN_CONSENTED, Map.of("connection", consent.connectionId(), "client", consent.client()));
        return new ConsentOutcome.AdminGranted(consent.connectionId(), consent.returnUrl());
    }

    private CodeRedemption.Consented consented(PendingConsent consent) {
        OneTimeSecret verifier = cipher.verifier(
                consent.id(), consent.verifier(), config.connect().stateLife().plusSeconds(1));
        return new CodeRedemption.Consented(
                clouds.named(consent.cloud()),
                consent.authority(),
                consent.sharedMailboxes().any(),
                verifier,
                consent.nonceHash(),
                consents.redirectUri());
    }

    private static boolean sameBrowser(PendingConsent consent, @Nullable OneTimeSecret browser) {
        return browser != null && browser.hash().equals(consent.browserHash());
    }

    private ConsentOutcome forged() {
        audit.record(AuditEvent.CONSENT_FORGED, Map.of());
        return new ConsentOutcome.Forged();
    }

    private ConsentOutcome denied(PendingConsent consent, String code, String detail, @Nullable Integer aadsts) {
        audit.record(
                AuditEvent.CONSENT_REFUSED,
                Map.of(
                        "connection", consent.connectionId(),
                        "client", consent.client(),
                        "code", code,
                        "detail", detail,
                        "aadsts", String.valueOf(aadsts)));
        if (code.equals("ADMIN_REQUIRED") && !consent.reconnect() && !consent.forAdmin()) {
            refusals.record(consent, detail, aadsts);
        }
        return new ConsentOutcome.Denied(consent.connectionId(), code, consent.returnUrl());
    }
}
