package io.mailroom.auth.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.wire.MailJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The receipts, readable by the client that asked for the erasure. */
@ApplicationScoped
class ErasureReceipts implements PanacheRepositoryBase<ReceiptRow, String> {
    void keep(ObjectNode receipt, Instant at) {
        persist(new ReceiptRow(
                receipt.path("receiptId").asText(), receipt.path("client").asText(), at, MailJson.text(receipt)));
    }

    @Transactional
    Optional<String> find(ClientName client, String id) {
        return find("id = ?1 and client = ?2", id, client.value())
                .firstResultOptional()
                .map(row -> row.content);
    }
}
