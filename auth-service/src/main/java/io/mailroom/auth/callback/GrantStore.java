package io.mailroom.auth.callback;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.consent.PendingConsent;
import io.mailroom.auth.entra.Identity;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.NewGrant;
import io.mailroom.auth.store.SaveOutcome;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;

/** Stores a grant that passed every check. */
@Singleton
class GrantStore {
    private final Connections connections;
    private final Audit audit;

    @Inject
    GrantStore(Connections connections, Audit audit) {
        this.connections = connections;
        this.audit = audit;
    }

    Outcome store(PendingConsent consent, RedemptionReply.Tokens tokens) {
        return switch (save(grant(consent, tokens))) {
            case SaveOutcome.Stored(ConnectionId id) -> {
                audit.record(AuditEvent.CONNECTED, Map.of("connection", id, "client", consent.client()));
                yield new Stored(id);
            }
            case SaveOutcome.WrongAccount() -> new NotStored("WRONG_ACCOUNT");
            case SaveOutcome.Gone() -> new NotStored("DISCONNECTED");
        };
    }

    private SaveOutcome save(NewGrant grant) {
        try {
            return connections.save(grant);
        } catch (ConstraintViolationException e) {
            return connections.save(grant); // the same person in two tabs: the other one made the row
        }
    }

    private static NewGrant grant(PendingConsent consent, RedemptionReply.Tokens tokens) {
        Identity identity = tokens.identity();
        return new NewGrant(
                consent.connectionId(),
                consent.reconnect(),
                consent.client(),
                consent.cloud(),
                tokens.appId(),
                identity.tenantId(),
                identity.userId(),
                new MailboxAddress(identity.address()),
                identity.displayName(),
                consent.sharedMailboxes(),
                tokens.refreshToken(),
                tokens.accessToken(),
                tokens.accessExpiresAt());
    }

    /** Whether it stands in the store now. */
    sealed interface Outcome {}

    record Stored(ConnectionId id) implements Outcome {}

    /** @param code stable, told to the client */
    record NotStored(String code) implements Outcome {}
}
