package io.mailroom.auth.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table {@code refused_consent}. */
@Entity
@Table(name = "refused_consent")
class RefusedConsentRow {
    @Id
    @Column(name = "connection_id")
    String connectionId;

    String client;
    String cloud;

    @Column(name = "mailbox_hint")
    @Nullable
    String mailboxHint;

    @Column(name = "shared_mailboxes")
    @Nullable
    String sharedMailboxes;

    String reason;

    @Nullable
    Integer aadsts;

    @Column(name = "refused_at")
    Instant refusedAt;

    @SuppressWarnings("NullAway.Init")
    RefusedConsentRow() {}
}
