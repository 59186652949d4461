package io.mailroom.auth.store;

import io.mailroom.model.id.ClientName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The receipts, readable by the client that asked for the erasure. */
@Singleton
public class ErasureReceipts {
    private final Database database;

    @Inject
    ErasureReceipts(Database database) {
        this.database = database;
    }

    public void add(String id, ClientName client, Instant erasedAt, String content) {
        database.update(
                "insert into erasure (id, client, erased_at, content) values (?, ?, ?, ?)",
                id,
                client.value(),
                erasedAt,
                content);
    }

    public Optional<String> find(ClientName client, String id) {
        return database.first(
                row -> row.getString("content"),
                "select content from erasure where id = ? and client = ?",
                id,
                client.value());
    }
}
