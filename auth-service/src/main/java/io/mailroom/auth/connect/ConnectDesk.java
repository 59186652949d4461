package io.mailroom.auth.connect;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.entra.Authority;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.secret.RevealSecrets;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a request into a pending consent and a link that opens it once. */
@Singleton
class ConnectDesk {
    private final PendingConsents consents;
    private final Connections connections;
    private final RefusedConsents refused;
    private final ConnectConfig config;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ConnectDesk(
            PendingConsents consents,
            Connections connections,
            RefusedConsents refused,
            ConnectConfig config,
            Audit audit,
            Clock clock) {
        this.consents = consents;
        this.connections = connections;
        this.refused = refused;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    @WithSpan("connect")
    Link begin(Clients.Client client, ConnectRequest request) {
        RefusedConsentRow refusedBefore = refusedBefore(client, request.connectionId());
        StoredConnection existing = refusedBefore == null ? existing(client, request.connectionId()) : null;
        OneTimeSecret link = OneTimeSecret.random();
        ConsentRow row = new ConsentRow();
        row.id = UUID.randomUUID().toString();
        row.connectionId = idFor(existing, refusedBefore);
        row.client = client.name().value();
        row.cloud = existing == null ? cloud(client, request, refusedBefore) : existing.cloud();
        row.authority = existing == null ? Authority.ORGANIZATIONS.tenant() : existing.tenantId();
        row.reconnect = existing != null;
        row.mailboxHint = hint(request, existing);
        row.sharedMailboxes = request.sharedMailboxes().toColumn();
        row.claims = existing == null ? null : existing.claims();
        row.returnUrl = request.returnUrl();
        row.linkHash = link.hash();
        row.expiresAt = clock.instant().plus(config.connect().linkLife()).truncatedTo(ChronoUnit.SECONDS);
        consents.add(row);
        audit.record(
                AuditEvent.CONNECT_REQUESTED,
                Map.of("connection", row.connectionId, "client", row.client, "reconnect", row.reconnect));
        return new Link(new ConnectionId(row.connectionId), link, row.expiresAt);
    }

    private @Nullable StoredConnection existing(Clients.Client client, @Nullable ConnectionId id) {
        if (id == null) {
            return null;
        }
        StoredConnection found =
                connections.find(client.name(), id).orElseThrow(() -> new Refused(Problem.unknownConnection()));
        if (found.state() == ConnectionState.DISCONNECTED) {
            throw new Refused(new Problem(
                    409, "DISCONNECTED", "This connection was ended; ask for a new one without connectionId."));
        }
        return found;
    }

    /** For an administrator of the tenant, or of whichever tenant they sign in to if nobody was identified yet. */
    Link beginAdmin(Clients.Client client, ConnectionId id, String returnUrl) {
        RefusedConsentRow refusedBefore = refusedBefore(client, id);
        StoredConnection existing = refusedBefore == null ? existing(client, id) : null;
        OneTimeSecret link = OneTimeSecret.random();
        ConsentRow row = new ConsentRow();
        row.id = UUID.randomUUID().toString();
        row.kind = ConsentRow.Kind.ADMIN;
        row.connectionId = id.value();
        row.client = client.name().value();
        row.reconnect = existing != null;
        if (existing != null) {
            row.cloud = existing.cloud();
            row.authority = existing.tenantId();
            row.sharedMailboxes = existing.sharedMailboxes().toColumn();
        } else if (refusedBefore != null) {
            row.cloud = refusedBefore.cloud;
            row.authority = Authority.ORGANIZATIONS.tenant();
            row.sharedMailboxes = refusedBefore.sharedMailboxes;
        }
        row.returnUrl = returnUrl;
        row.linkHash = link.hash();
        row.expiresAt = clock.instant().plus(config.connect().adminLinkLife()).truncatedTo(ChronoUnit.SECONDS);
        consents.add(row);
        audit.record(AuditEvent.ADMIN_CONSENT_REQUESTED, Map.of("connection", row.connectionId, "client", row.client));
        return new Link(id, link, row.expiresAt);
    }

    private @Nullable RefusedConsentRow refusedBefore(Clients.Client client, @Nullable ConnectionId id) {
        return id == null ? null : refused.read(client.name(), id).orElse(null);
    }

    private static String idFor(@Nullable StoredConnection existing, @Nullable RefusedConsentRow refusedBefore) {
        if (refusedBefore != null) {
            return refusedBefore.connectionId;
        }
        return existing == null ? UUID.randomUUID().toString() : existing.id().value();
    }

    private static String cloud(
            Clients.Client client, ConnectRequest request, @Nullable RefusedConsentRow refusedBefore) {
        if (refusedBefore != null) {
            return refusedBefore.cloud;
        }
        String asked = request.cloud();
        return asked == null ? client.registration().cloud() : asked;
    }

    private static @Nullable String hint(ConnectRequest request, @Nullable StoredConnection existing) {
        MailboxAddress hint = request.mailboxHint();
        if (hint != null) {
            return hint.value();
        }
        return existing == null ? null : existing.mailbox().value();
    }

    URI urlOf(Link link) {
        return PublicUrl.under(config.publicUrl(), "connect/" + link.secret().reveal(RevealSecrets.forTheWire()));
    }

    /** A link that was made; it opens once. */
    record Link(ConnectionId connectionId, OneTimeSecret secret, Instant expiresAt) {}
}
