package io.mailroom.auth.consent;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.client.Clients.Client;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.entra.Authority;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.PendingConsent;
import io.mailroom.auth.store.PendingConsents;
import io.mailroom.auth.store.RefusedConsents;
import io.mailroom.auth.store.SharedMailboxes;
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
    private final ConsentLinks links;
    private final ConsentConfig config;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ConsentFlow(
            PendingConsents consents,
            Connections connections,
            RefusedConsents refusals,
            ConsentLinks links,
            ConsentConfig config,
            Audit audit,
            Clock clock) {
        this.consents = consents;
        this.connections = connections;
        this.refusals = refusals;
        this.links = links;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Refused if the connection that is to be consented to again is not there, or was ended */
    @WithSpan("connect")
    public Link start(Client client, ConsentRequest request) {
        ConnectionId id = request.connectionId();
        Subject subject = id == null ? newSubject(client, request) : subject(client, id);
        MailboxAddress hint = request.mailboxHint() == null ? subject.mailbox() : request.mailboxHint();
        Link link = add(new PendingConsent(
                UUID.randomUUID().toString(),
                subject.id(),
                client.name(),
                subject.cloud(),
                subject.authority(),
                subject.connected(),
                request.sharedMailboxes(),
                request.returnUrl(),
                expiry(config.connect().linkLife()),
                false,
                hint == null ? null : hint.value(),
                subject.claims(),
                null));
        audit.record(
                AuditEvent.CONNECT_REQUESTED,
                Map.of("connection", subject.id(), "client", client.name(), "reconnect", subject.connected()));
        return link;
    }

    /** For an administrator of the tenant, or of whichever tenant they sign in to if nobody was identified yet. */
    public Link startAdmin(Client client, ConnectionId id, String returnUrl) {
        Subject subject = subject(client, id);
        Link link = add(new PendingConsent(
                UUID.randomUUID().toString(),
                id,
                client.name(),
                subject.cloud(),
                subject.authority(),
                subject.connected(),
                subject.sharedMailboxes(),
                returnUrl,
                expiry(config.connect().adminLinkLife()),
                true,
                null,
                null,
                null));
        audit.record(AuditEvent.ADMIN_CONSENT_REQUESTED, Map.of("connection", id, "client", client.name()));
        return link;
    }

    private Link add(PendingConsent consent) {
        OneTimeSecret secret = OneTimeSecret.random();
        consents.add(consent, secret);
        return new Link(consent.connectionId(), secret, consent.expiresAt());
    }

    private Instant expiry(Duration linkLife) {
        return clock.instant().plus(linkLife).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Subject newSubject(Client client, ConsentRequest request) {
        String asked = request.cloud();
        return Subject.unidentified(
                new ConnectionId(UUID.randomUUID().toString()),
                asked == null ? client.registration().cloud() : asked,
                request.sharedMailboxes());
    }

    private Subject subject(Client client, ConnectionId id) {
        return refusals.find(client.name(), id)
                .map(refused -> Subject.unidentified(id, refused.cloud(), refused.sharedMailboxes()))
                .orElseGet(() -> connected(client, id));
    }

    private Subject connected(Client client, ConnectionId id) {
        StoredConnection found =
                connections.find(client.name(), id).orElseThrow(() -> new Refused(Problem.unknownConnection()));
        if (found.state() == ConnectionState.DISCONNECTED) {
            throw new Refused(new Problem(
                    409, "DISCONNECTED", "This connection was ended; ask for a new one without connectionId."));
        }
        return new Subject(
                id,
                found.cloud(),
                new Authority(found.tenantId()),
                found.sharedMailboxes(),
                true,
                found.mailbox(),
                found.claims());
    }

    public URI urlOf(Link link) {
        return links.publicUrl("connect/" + link.secret().reveal(RevealSecrets.forTheWire()));
    }

    /** A link that was made; it opens once. */
    public record Link(ConnectionId connectionId, OneTimeSecret secret, Instant expiresAt) {}

    /** What is known of the connection that is consented to. */
    private record Subject(
            ConnectionId id,
            String cloud,
            Authority authority,
            SharedMailboxes sharedMailboxes,
            boolean connected,
            @Nullable MailboxAddress mailbox,
            @Nullable String claims) {
        static Subject unidentified(ConnectionId id, String cloud, SharedMailboxes sharedMailboxes) {
            return new Subject(id, cloud, Authority.ORGANIZATIONS, sharedMailboxes, false, null, null);
        }
    }
}
