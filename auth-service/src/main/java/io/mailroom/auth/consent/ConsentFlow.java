package io.mailroom.auth.consent;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.client.Clients.Client;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts a consent: a row that waits, and a link that opens it once. */
@Singleton
public class ConsentFlow {
    private final PendingConsents consents;
    private final Connections connections;
    private final RefusedConsents refusals;
    private final ConsentConfig config;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ConsentFlow(
            PendingConsents consents,
            Connections connections,
            RefusedConsents refusals,
            ConsentConfig config,
            Audit audit,
            Clock clock) {
        this.consents = consents;
        this.connections = connections;
        this.refusals = refusals;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Refused if the connection that is to be consented to again is not there, or was ended */
    @WithSpan("connect")
    public Link start(Client client, ConsentRequest request) {
        RefusedConsentRow refused = refused(client, request.connectionId());
        StoredConnection existing = refused == null ? existing(client, request.connectionId()) : null;
        OneTimeSecret link = OneTimeSecret.random();
        ConsentRow row = row(client, link, request.returnUrl(), config.connect().linkLife());
        row.connectionId = connectionId(existing, refused);
        row.cloud = existing == null ? cloud(client, request, refused) : existing.cloud();
        row.authority = existing == null ? Authority.ORGANIZATIONS.tenant() : existing.tenantId();
        row.reconnect = existing != null;
        row.mailboxHint = mailboxHint(request, existing);
        row.sharedMailboxes = request.sharedMailboxes().toColumn();
        row.claims = existing == null ? null : existing.claims();
        consents.add(row);
        audit.record(
                AuditEvent.CONNECT_REQUESTED,
                Map.of("connection", row.connectionId, "client", row.client, "reconnect", row.reconnect));
        return new Link(new ConnectionId(row.connectionId), link, row.expiresAt);
    }

    /** For an administrator of the tenant, or of whichever tenant they sign in to if nobody was identified yet. */
    public Link startAdmin(Client client, ConnectionId id, String returnUrl) {
        RefusedConsentRow refused = refused(client, id);
        StoredConnection existing = refused == null ? existing(client, id) : null;
        OneTimeSecret link = OneTimeSecret.random();
        ConsentRow row = row(client, link, returnUrl, config.connect().adminLinkLife());
        row.kind = ConsentRow.Kind.ADMIN;
        row.connectionId = id.value();
        row.reconnect = existing != null;
        if (existing != null) {
            row.cloud = existing.cloud();
            row.authority = existing.tenantId();
            row.sharedMailboxes = existing.sharedMailboxes().toColumn();
        } else if (refused != null) {
            row.cloud = refused.cloud;
            row.authority = Authority.ORGANIZATIONS.tenant();
            row.sharedMailboxes = refused.sharedMailboxes;
        }
        consents.add(row);
        audit.record(AuditEvent.ADMIN_CONSENT_REQUESTED, Map.of("connection", row.connectionId, "client", row.client));
        return new Link(id, link, row.expiresAt);
    }

    private ConsentRow row(Client client, OneTimeSecret link, String returnUrl, Duration linkLife) {
        ConsentRow row = new ConsentRow();
        row.id = UUID.randomUUID().toString();
        row.client = client.name().value();
        row.returnUrl = returnUrl;
        row.linkHash = link.hash();
        row.expiresAt = clock.instant().plus(linkLife).truncatedTo(ChronoUnit.SECONDS);
        return row;
    }

    private @Nullable StoredConnection existing(Client client, @Nullable ConnectionId id) {
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

    private @Nullable RefusedConsentRow refused(Client client, @Nullable ConnectionId id) {
        return id == null ? null : refusals.read(client.name(), id).orElse(null);
    }

    private static String connectionId(@Nullable StoredConnection existing, @Nullable RefusedConsentRow refused) {
        if (refused != null) {
            return refused.connectionId;
        }
        return existing == null ? UUID.randomUUID().toString() : existing.id().value();
    }

    private static String cloud(Client client, ConsentRequest request, @Nullable RefusedConsentRow refused) {
        if (refused != null) {
            return refused.cloud;
        }
        String asked = request.cloud();
        return asked == null ? client.registration().cloud() : asked;
    }

    private static @Nullable String mailboxHint(ConsentRequest request, @Nullable StoredConnection existing) {
        MailboxAddress hint = request.mailboxHint();
        if (hint != null) {
            return hint.value();
        }
        return existing == null ? null : existing.mailbox().value();
    }

    public URI urlOf(Link link) {
        return PublicUrl.under(config.publicUrl(), "connect/" + link.secret().reveal(RevealSecrets.forTheWire()));
    }

    /** A link that was made; it opens once. */
    public record Link(ConnectionId connectionId, OneTimeSecret secret, Instant expiresAt) {}
}
