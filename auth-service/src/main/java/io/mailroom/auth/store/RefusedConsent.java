package io.mailroom.auth.store;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A first consent that waits for an administrator. */
public record RefusedConsent(
        ConnectionId connectionId,
        ClientName client,
        String cloud,
        @Nullable String mailboxHint,
        SharedMailboxes sharedMailboxes,
        String reason,
        @Nullable Integer aadsts,
        Instant refusedAt) {
    static RefusedConsent of(ResultSet row) throws SQLException {
        return new RefusedConsent(
                new ConnectionId(row.getString("connection_id")),
                new ClientName(row.getString("client")),
                row.getString("cloud"),
                row.getString("mailbox_hint"),
                SharedMailboxes.ofColumn(row.getString("shared_mailboxes")),
                row.getString("reason"),
                row.getObject("aadsts", Integer.class),
                Database.instant(row, "refused_at"));
    }
}
