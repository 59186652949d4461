package io.mailroom.auth.callback;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.consent.ConsentConfig;
import io.mailroom.auth.consent.PendingConsent;
import io.mailroom.auth.consent.PendingConsents;
import io.mailroom.auth.consent.RefusedConsents;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.Vault;
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

/** Judges what a browser brought back. The state is burnt before anything else is looked at. */
@Singleton
class Callback {
    private final PendingConsents consents;
    private final Exchange exchange;
    private final GrantKeeper keeper;
    private final Clouds clouds;
    private final Connections connections;
    private final RefusedConsents refused;
    private final Vault vault;
    private final ConsentConfig config;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Callback(
            PendingConsents consents,
            Exchange exchange,
            GrantKeeper keeper,
            Clouds clouds,
            Connections connections,
            RefusedConsents refused,
            Vault vault,
            ConsentConfig config,
            Audit audit,
            Clock clock) {
        this.consents = consents;
        this.exchange = exchange;
        this.keeper = keeper;
        this.clouds = clouds;
        this.connections = connections;
        this.refused = refused;
        this.vault = vault;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    @WithSpan("callback")
    ConsentReply judge(CallbackParams params) {
        OneTimeSecret state = params.state();
        if (state == null) {
            return forged();
        }
        PendingConsent consent = consents.burn(state).orElse(null);
        if (consent == null || consent.expiresAt().isBefore(clock.instant())) {
            return new ConsentReply.Expired();
        }
        if (!sameBrowser(consent, params.browser())) {
            return forged();
        }
        Refusal error = params.error();
        if (error != null) {
            return denied(consent, RefusalCodes.of(error), error.error(), error.aadsts());
        }
        if (consent.forAdmin()) {
            return params.adminConsent()
                    ? adminConsented(consent)
                    : denied(consent, "ADMIN_CONSENT_REFUSED", "no consent", null);
        }
        AuthorizationCode code = params.code();
        return code == null ? denied(consent, "SIGN_IN_FAILED", "no code", null) : redeem(consent, code);
    }

    private ConsentReply redeem(PendingConsent consent, AuthorizationCode code) {
        return switch (exchange.redeem(consented(consent), code)) {
            case ExchangeReply.Tokens tokens ->
                switch (keeper.keep(consent, tokens)) {
                    case GrantKeeper.Kept(var id) -> {
                        refused.settled(consent.connectionId());
                        yield new ConsentReply.Granted(id, consent.returnUrl());
                    }
                    case GrantKeeper.NotKept(String why) -> denied(consent, why, "not kept", null);
                };
            case ExchangeReply.Rejected(String why, String detail, Integer aadsts) ->
                denied(consent, why, detail, aadsts);
            case ExchangeReply.Unavailable() -> denied(consent, "IDENTITY_UNAVAILABLE", "no answer", null);
        };
    }

    /** Which tenant it was is said by the browser alone, so nothing is decided by it (facts A11). */
    private ConsentReply adminConsented(PendingConsent consent) {
        connections.retryNow(consent.client(), consent.connectionId());
        refused.allowed(consent.client(), consent.connectionId());
        audit.record(
                AuditEvent.ADMIN_CONSENTED, Map.of("connection", consent.connectionId(), "client", consent.client()));
        return new ConsentReply.AdminGranted(consent.connectionId(), consent.returnUrl());
    }

    private Exchange.Consented consented(PendingConsent consent) {
        OneTimeSecret verifier = vault.open(
                consent.id(), consent.verifier(), config.connect().stateLife().plusSeconds(1));
        return new Exchange.Consented(
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

    private ConsentReply forged() {
        audit.record(AuditEvent.CONSENT_FORGED, Map.of());
        return new ConsentReply.Forged();
    }

    private ConsentReply denied(PendingConsent consent, String code, String detail, @Nullable Integer aadsts) {
        audit.record(
                AuditEvent.CONSENT_REFUSED,
                Map.of(
                        "connection", consent.connectionId(),
                        "client", consent.client(),
                        "code", code,
                        "detail", detail,
                        "aadsts", String.valueOf(aadsts)));
        if (code.equals("ADMIN_REQUIRED") && !consent.reconnect() && !consent.forAdmin()) {
            refused.note(consent, detail, aadsts);
        }
        return new ConsentReply.Denied(consent.connectionId(), code, consent.returnUrl());
    }
}
