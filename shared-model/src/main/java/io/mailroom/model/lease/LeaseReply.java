package io.mailroom.model.lease;

import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.secret.AccessToken;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A borrowed token and where it is good.
 *
 * @param expiresAt early rather than late: reckoned from before the identity platform was asked
 * @param userId the user's object id ({@code oid}), which Graph takes in {@code /users/{id}}
 * @param graphUrl root of Graph with its version, of the cloud in which this connection lives
 */
public record LeaseReply(
        AccessToken accessToken,
        Instant expiresAt,
        MailboxAddress mailbox,
        String userId,
        String tenantId,
        URI graphUrl) {
    public LeaseReply {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(tenantId, "tenantId");
        Objects.requireNonNull(graphUrl, "graphUrl");
    }
}
