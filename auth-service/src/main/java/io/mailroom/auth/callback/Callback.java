package io.mailroom.auth.callback;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.entra.AuthorizationCode;
import io.mailroom.auth.entra.Refusal;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.NewGrant;
import io.mailroom.auth.store.PendingConsent;
import io.mailroom.auth.store.PendingConsents;
import io.mailroom.auth.store.RefusedConsents;
import io.mailroom.auth.store.SaveOutcome;
import io.mailroom.model.id.ConnectionId;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handles what a browser brought back. The state is consumed before anything else is looked at. */
@Singleton
class Callback {
    private final PendingConsents consents;
    private final CodeRedemption redemption;
    private final Connections connections;
    private final RefusedConsents refusals;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Callback(
            PendingConsents consents,
            CodeRedemption redemption,
            Connections connections,
            RefusedConsents refusals,
            Audit audit,
            Clock clock) {
        this.consents = consents;
        this.redemption = redemption;
        this.connections = connections;
        this.refusals = refusals;
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
        PendingConsent.Opened opened = Objects.requireNonNull(consent.opened());
        if (!sameBrowser(opened, params.browser())) {
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
        return code == null ? denied(consent, "SIGN_IN_FAILED", "no code", null) : redeem(consent, opened, code);
    }

    private ConsentOutcome redeem(PendingConsent consent, PendingConsent.Opened opened, AuthorizationCode code) {
        return switch (redemption.redeem(consent, opened, code)) {
            case CodeRedemption.Reply.Granted(NewGrant grant) -> store(consent, grant);
            case CodeRedemption.Reply.Rejected(String why, String detail, Integer aadsts) ->
                denied(consent, why, detail, aadsts);
        };
    }

    private ConsentOutcome store(PendingConsent consent, NewGrant grant) {
        return switch (connections.save(grant)) {
            case SaveOutcome.Stored(ConnectionId id) -> {
                audit.record(AuditEvent.CONNECTED, Map.of("connection", id, "client", consent.client()));
                refusals.remove(consent.connectionId());
                yield new ConsentOutcome.Granted(id, consent.returnUrl());
            }
            case SaveOutcome.WrongAccount() -> denied(consent, "WRONG_ACCOUNT", "not kept", null);
            case SaveOutcome.Gone() -> denied(consent, "DISCONNECTED", "not kept", null);
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

    private static boolean sameBrowser(PendingConsent.Opened opened, @Nullable OneTimeSecret browser) {
        return browser != null && browser.hash().equals(opened.browserHash());
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
