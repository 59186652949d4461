package io.mailroom.auth.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.store.NextSteps;
import io.mailroom.auth.store.RefusedConsent;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.wire.MailJson;
import org.jspecify.annotations.Nullable;

/** A connection as its client sees it. Fields that say nothing are left out. */
final class ConnectionJson {
    private ConnectionJson() {}

    static ObjectNode of(StoredConnection connection) {
        ObjectNode json = MailJson.object()
                .put("connectionId", connection.id().value())
                .put("state", connection.state().name());
        put(json, "reason", connection.reason());
        json.put("mailbox", connection.mailbox().value());
        put(json, "displayName", connection.displayName());
        json.put("tenantId", connection.tenantId())
                .put("cloud", connection.cloud())
                .put("createdAt", connection.createdAt().toString())
                .put("changedAt", connection.changedAt().toString());
        putAadsts(json, connection.aadsts());
        put(json, "nextStep", connection.nextStep());
        return json;
    }

    /** Nobody was identified yet: there is no mailbox and no tenant to tell. */
    static ObjectNode of(RefusedConsent refused) {
        ObjectNode json = MailJson.object()
                .put("connectionId", refused.connectionId().value())
                .put("state", ConnectionState.NEEDS_ADMIN.name())
                .put("reason", refused.reason())
                .put("cloud", refused.cloud())
                .put("createdAt", refused.refusedAt().toString())
                .put("changedAt", refused.refusedAt().toString())
                .put("nextStep", NextSteps.of(ConnectionState.NEEDS_ADMIN, refused.aadsts()));
        putAadsts(json, refused.aadsts());
        return json;
    }

    private static void putAadsts(ObjectNode json, @Nullable Integer aadsts) {
        if (aadsts != null) {
            json.put("aadsts", aadsts);
        }
    }

    private static void put(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }
}
