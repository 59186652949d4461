package io.mailroom.auth.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.Erased;
import io.mailroom.auth.store.ErasureReceipts;
import io.mailroom.auth.store.PendingConsents;
import io.mailroom.auth.store.RefusedConsents;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.wire.MailJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is held of one person for one client, in one transaction: to read, or to destroy. */
@Singleton
class PersonalData {
    private final Connections connections;
    private final PendingConsents consents;
    private final RefusedConsents refusals;
    private final ErasureReceipts receipts;
    private final Audit audit;
    private final Clock clock;

    @Inject
    PersonalData(
            Connections connections,
            PendingConsents consents,
            RefusedConsents refusals,
            ErasureReceipts receipts,
            Audit audit,
            Clock clock) {
        this.connections = connections;
        this.consents = consents;
        this.refusals = refusals;
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

    private static Set<String> ids(List<StoredConnection> found) {
        return found.stream().map(one -> one.id().value()).collect(Collectors.toSet());
    }

    /** In lower case. */
    private static Set<String> addresses(List<StoredConnection> found, Person person) {
        Stream<MailboxAddress> asked =
                person instanceof Person.ByMailbox(var mailbox) ? Stream.of(mailbox) : Stream.empty();
        return Stream.concat(found.stream().map(StoredConnection::mailbox), asked)
                .map(address -> address.value().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
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
        found.forEach(one -> list.add(PersonalDataJson.json(one)));
        Set<String> ids = ids(found);
        Set<String> addresses = addresses(found, person);
        var underWay = export.putArray("consentsUnderWay");
        consents.ofPerson(client, ids, addresses).forEach(one -> underWay.add(PersonalDataJson.json(one)));
        refusals.ofPerson(client, ids, addresses).forEach(one -> underWay.add(PersonalDataJson.json(one)));
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
        Set<String> connectionIds = ids(found);
        Set<String> addresses = addresses(found, person);
        long withdrawn =
                consents.erase(client, connectionIds, addresses) + refusals.erase(client, connectionIds, addresses);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String receiptId = UUID.randomUUID().toString();
        ObjectNode receipt = MailJson.object()
                .put("receiptId", receiptId)
                .put("client", client.value())
                .put("erasedAt", now.toString())
                .put("connections", erased.connections())
                .put("grants", erased.grants())
                .put("unsentEvents", erased.unsentEvents())
                .put("consentsUnderWay", withdrawn);
        var ids = receipt.putArray("connectionIds");
        found.forEach(one -> ids.add(one.id().value()));
        receipt.put("sha256", OneTimeSecret.hashOf(MailJson.text(receipt)));
        receipts.add(receiptId, client, now, MailJson.text(receipt));
        audit.record(AuditEvent.ERASED, Map.of("client", client, "receipt", receiptId, "connections", found.size()));
        return receipt;
    }

    Optional<String> receipt(ClientName client, String id) {
        return receipts.find(client, id);
    }
}
