package io.mailroom.auth.store;

import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.secret.AccessToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A consent that passed every check.
 *
 * @param connectionId the one that the client was told
 * @param reconnect whether that connection must exist already and belong to the same person
 * @param appId the registration at the identity platform that got the grant and alone can refresh it
 */
public record NewGrant(
        ConnectionId connectionId,
        boolean reconnect,
        ClientName client,
        String cloud,
        String appId,
        String tenantId,
        String userId,
        MailboxAddress mailbox,
        @Nullable String displayName,
        SharedMailboxes sharedMailboxes,
        RefreshToken refreshToken,
        AccessToken accessToken,
        Instant accessExpiresAt) {}
