package io.mailroom.auth.store;

import io.mailroom.model.event.ConnectionState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table {@code connection}. It never leaves this package: outside there is {@link StoredConnection}. */
@Entity
@Table(name = "connection")
class ConnectionRow {
    @Id
    String id;

    String client;

    String cloud;

    @Column(name = "app_id")
    String appId;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "user_id")
    String userId;

    String mailbox;

    @Column(name = "display_name")
    @Nullable
    String displayName;

    @Column(name = "shared_mailboxes")
    @Nullable
    String sharedMailboxes;

    @Enumerated(EnumType.STRING)
    ConnectionState state;

    @Nullable
    String reason;

    @Nullable
    Integer aadsts;

    @Column(name = "key_id")
    @Nullable
    String keyId;

    @Nullable
    String salt;

    @Column(name = "refresh_token")
    @Nullable
    String refreshToken;

    @Column(name = "access_token")
    @Nullable
    String accessToken;

    @Column(name = "access_expires_at")
    @Nullable
    Instant accessExpiresAt;

    @Column(name = "grant_version")
    long grantVersion;

    @Column(name = "refreshed_at")
    @Nullable
    Instant refreshedAt;

    @Column(name = "renewed_at")
    @Nullable
    Instant renewedAt;

    @Column(name = "refresh_owner")
    @Nullable
    String refreshOwner;

    @Column(name = "refresh_until")
    @Nullable
    Instant refreshUntil;

    @Column(name = "retry_at")
    @Nullable
    Instant retryAt;

    @Column(name = "setbacks")
    int failures;

    @Nullable
    String claims;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected ConnectionRow() {}

    ConnectionRow(String id, NewGrant grant, Instant now) {
        this.id = id;
        this.client = grant.client().value();
        this.cloud = grant.cloud();
        this.appId = grant.appId();
        this.tenantId = grant.tenantId();
        this.userId = grant.userId();
        this.mailbox = grant.mailbox().value();
        this.state = ConnectionState.CONNECTED;
        this.createdAt = now;
        this.changedAt = now;
    }
}
