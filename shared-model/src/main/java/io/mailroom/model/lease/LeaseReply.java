package io.mailroom.model.lease;

import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.secret.AccessToken;
import java.net.URI;
import java.time.Instant;

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
        URI graphUrl) {}
