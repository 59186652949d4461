package io.mailroom.auth.erase;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The table {@code erasure}. */
@Entity
@Table(name = "erasure")
class ReceiptRow {
    @Id
    String id;

    String client;

    @Column(name = "erased_at")
    Instant erasedAt;

    @Column(columnDefinition = "text")
    String content;

    @SuppressWarnings("NullAway.Init")
    protected ReceiptRow() {}

    ReceiptRow(String id, String client, Instant erasedAt, String content) {
        this.id = id;
        this.client = client;
        this.erasedAt = erasedAt;
        this.content = content;
    }
}
