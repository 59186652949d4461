package io.mailroom.auth.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.store.PendingConsent;
import io.mailroom.auth.store.RefusedConsent;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.wire.MailJson;

/** What is told to whom it concerns: all that is stored but the secrets, which are only said to be there. */
final class PersonalDataJson {
    private PersonalDataJson() {}

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

    static ObjectNode json(PendingConsent consent) {
        return MailJson.object()
                .put("connectionId", consent.connectionId().value())
                .put("mailboxHint", consent.mailboxHint())
                .put("sharedMailboxes", consent.sharedMailboxes().toColumn())
                .put("returnUrl", consent.returnUrl())
                .put("expiresAt", consent.expiresAt().toString());
    }

    static ObjectNode json(RefusedConsent refused) {
        return MailJson.object()
                .put("connectionId", refused.connectionId().value())
                .put("mailboxHint", refused.mailboxHint())
                .put("refusedAt", refused.refusedAt().toString());
    }
}
