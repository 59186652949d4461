package io.mailroom.auth.crypt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Compares the key ring with the database before anything else may touch a row. Promise: if a key is wrong or missing,
 * nothing has been written.
 */
public final class KeyCheck {
    private final Vault vault;
    private final DataSource database;

    public KeyCheck(Vault vault, DataSource database) {
        this.vault = vault;
        this.database = database;
    }

    /** @throws UnusableKeys if a key of the ring is not the one that wrote here, or one that rows need is not in the ring */
    public void run() throws SQLException {
        try (Connection connection = database.getConnection()) {
            Map<String, Stored> stored = stored(connection);
            stored.forEach(this::compare);
            refuseMissing(connection);
            for (String id : vault.keyIds()) {
                if (!stored.containsKey(id)) {
                    insert(connection, id);
                }
            }
            // Another replica may have been first with another key under the same id.
            stored(connection).forEach(this::compare);
        }
    }

    private void compare(String id, Stored stored) {
        if (vault.keyIds().contains(id) && !vault.reads(id, stored.salt(), stored.value())) {
            throw new UnusableKeys("Key " + id + " or the deployment id is not the one that encrypted this database:"
                    + " no start, and nothing was changed.");
        }
    }

    private void refuseMissing(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select distinct key_id from connection where key_id is not null");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                if (!vault.keyIds().contains(rows.getString(1))) {
                    throw new UnusableKeys("The key ring lacks key " + rows.getString(1)
                            + ", which connections need: no start, and nothing was changed.");
                }
            }
        }
    }

    private static Map<String, Stored> stored(Connection connection) throws SQLException {
        Map<String, Stored> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("select key_id, salt, value from key_check");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), new Stored(rows.getString(2), rows.getString(3)));
            }
        }
        return found;
    }

    private void insert(Connection connection, String id) throws SQLException {
        String salt = RowKeys.newSalt();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into key_check (key_id, salt, value) values (?, ?, ?) on conflict do nothing")) {
            insert.setString(1, id);
            insert.setString(2, salt);
            insert.setString(3, vault.checkValue(id, salt));
            insert.executeUpdate();
        }
    }

    private record Stored(String salt, String value) {}
}
