package io.mailroom.auth.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.consent.PendingConsents;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.Erased;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.wire.MailJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Everything that is held of one person for one client, in one transaction: to read, or to destroy. */
@ApplicationScoped
class PersonalData {
    private final Connections connections;
    private final PendingConsents consents;
    private final ErasureReceipts receipts;
    private final Audit audit;
    private final Clock clock;

    @Inject
    PersonalData(
            Connections connections, PendingConsents consents, ErasureReceipts receipts, Audit audit, Clock clock) {
        this.connections = connections;
        this.consents = consents;
        this.receipts = receipts;
        this.audit = audit;
        this.clock = clock;
    }

    private List<StoredConnection> of(ClientName client, Person person) {
        return switch (person) {
            case Person.ByMailbox(var mailbox) -> connections.ofPerson(client, mailbox);
            case Person.ByConnection(var id) -> connections.ofPersonOf(client, id);
        };
    }

    private static Set<String> addresses(List<StoredConnection> found, Person person) {
        Set<String> addresses = new HashSet<>();
        found.forEach(one -> addresses.add(one.mailbox().value()));
        if (person instanceof Person.ByMailbox(var mailbox)) {
            addresses.add(mailbox.value());
        }
        return addresses;
    }

    @Transactional
    ObjectNode export(ClientName client, Person person) {
        List<StoredConnection> found = of(client, person);
        ObjectNode export = MailJson.object()
                .put("client", client.value())
                .put(
                        "exportedAt",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        var list = export.putArray("connections");
        found.forEach(one -> list.add(ConnectionExport.json(one)));
        export.set("consentsUnderWay", consents.export(client, ConnectionExport.ids(found), addresses(found, person)));
        return export;
    }

    /** The receipt names counts and connection ids, which mean nothing any more, and a digest over them. */
    @Transactional
    ObjectNode erase(ClientName client, Person person) {
        List<StoredConnection> found = of(client, person);
        Erased erased = Erased.NOTHING;
        for (StoredConnection one : found) {
            erased = erased.plus(connections.erase(client, one.id()));
        }
        long withdrawn = consents.erase(client, ConnectionExport.ids(found), addresses(found, person));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode receipt = MailJson.object()
                .put("receiptId", UUID.randomUUID().toString())
                .put("client", client.value())
                .put("erasedAt", now.toString())
                .put("connections", erased.connections())
                .put("grants", erased.grants())
                .put("unsentEvents", erased.unsentEvents())
                .put("consentsUnderWay", withdrawn);
        var ids = receipt.putArray("connectionIds");
        found.forEach(one -> ids.add(one.id().value()));
        receipt.put("sha256", OneTimeSecret.hashOf(MailJson.text(receipt)));
        receipts.keep(receipt, now);
        audit.record(
                AuditEvent.ERASED,
                Map.of("client", client, "receipt", receipt.path("receiptId").asText(), "connections", found.size()));
        return receipt;
    }

    Optional<String> receipt(ClientName client, String id) {
        return receipts.find(client, id);
    }
}
