package io.mailroom.auth.consent;

import io.mailroom.auth.store.Jdbc;
import java.sql.SQLException;

/** Under which master key the verifiers of sign-ins under way are encrypted. They are gone within minutes. */
public final class ConsentKeys {
    private final Jdbc database;

    public ConsentKeys(Jdbc database) {
        this.database = database;
    }

    public long countUnder(String keyId) throws SQLException {
        return database.count("select count(*) from pending_consent where key_id = ? and expires_at > now()", keyId);
    }
}
