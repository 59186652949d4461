package io.mailroom.auth.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table {@code pending_consent}. */
@Entity
@Table(name = "pending_consent")
class ConsentRow {
    @Id
    String id;

    @Column(name = "connection_id")
    String connectionId;

    String client;
    String cloud;
    String authority;
    boolean reconnect;

    @Column(name = "mailbox_hint")
    @Nullable
    String mailboxHint;

    @Column(name = "shared_mailboxes")
    @Nullable
    String sharedMailboxes;

    @Column(name = "return_url")
    String returnUrl;

    @Column(name = "link_hash")
    String linkHash;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "state_hash")
    @Nullable
    String stateHash;

    @Column(name = "browser_hash")
    @Nullable
    String browserHash;

    @Column(name = "nonce_hash")
    @Nullable
    String nonceHash;

    @Column(name = "key_id")
    @Nullable
    String keyId;

    @Nullable
    String salt;

    @Nullable
    String verifier;

    @Nullable
    String claims;

    /** Whom the link is for. */
    @Enumerated(EnumType.STRING)
    Kind kind = Kind.USER;

    enum Kind {
        /** The owner of a mailbox, who signs in. */
        USER,
        /** An administrator, who consents for a tenant. */
        ADMIN
    }

    @SuppressWarnings("NullAway.Init")
    ConsentRow() {}
}
