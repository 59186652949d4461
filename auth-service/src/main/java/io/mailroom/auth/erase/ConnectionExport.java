package io.mailroom.auth.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.wire.MailJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A connection as it is told to whom it concerns: all that is stored but the secrets, which are only said to be there. */
final class ConnectionExport {
    private ConnectionExport() {}

    static Set<String> ids(List<StoredConnection> found) {
        return found.stream().map(one -> one.id().value()).collect(Collectors.toSet());
    }

    static ObjectNode json(StoredConnection connection) {
        ObjectNode json = MailJson.object()
                .put("connectionId", connection.id().value())
                .put("cloud", connection.cloud())
                .put("tenantId", connection.tenantId())
                .put("userId", connection.userId())
                .put("mailbox", connection.mailbox().value())
                .put("displayName", connection.displayName())
                .put("state", connection.state().name())
                .put("reason", connection.reason())
                .put("aadsts", connection.aadsts())
                .put("createdAt", connection.createdAt().toString())
                .put("changedAt", connection.changedAt().toString());
        var shared = json.putArray("sharedMailboxes");
        connection.sharedMailboxes().addresses().forEach(address -> shared.add(address.value()));
        var grant = connection.grant();
        if (grant != null) {
            json.putObject("grant")
                    .put("encryptedUnder", grant.keyId())
                    .put("accessExpiresAt", grant.accessExpiresAt().toString())
                    .put("version", connection.grantVersion());
        }
        return json;
    }
}
