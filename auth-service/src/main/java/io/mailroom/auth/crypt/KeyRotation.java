package io.mailroom.auth.crypt;

import io.mailroom.model.id.ConnectionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Re-encrypts rows under the primary key while leases go on. Promises: a row is whole before and after, under the old key
 * or the new one; a refresh that is under way still replaces its grant (the grant's version stays); whoever is stopped
 * begins where it ended.
 */
final class KeyRotation {
    private final Vault vault;
    private final DataSource database;

    KeyRotation(Vault vault, DataSource database) {
        this.vault = vault;
        this.database = database;
    }

    /** How many rows still stand under another key than the primary. */
    long remaining() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from connection where key_id is not null and key_id <> ?")) {
            query.setString(1, vault.primaryId());
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** One transaction; rows that others hold are left for later. @return how many rows were re-encrypted */
    int step(int atMost) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            List<Found> rows = lock(connection, atMost);
            try (PreparedStatement update = connection.prepareStatement("update connection set key_id = ?, salt = ?,"
                    + " refresh_token = ?, access_token = ? where id = ?")) {
                for (Found row : rows) {
                    EncryptedGrant next = vault.reencrypt(row.id(), row.grant());
                    update.setString(1, next.keyId());
                    update.setString(2, next.salt());
                    update.setString(3, next.refreshToken());
                    update.setString(4, next.accessToken());
                    update.setString(5, row.id().value());
                    update.addBatch();
                }
                update.executeBatch();
            }
            connection.commit();
            return rows.size();
        }
    }

    private List<Found> lock(Connection connection, int atMost) throws SQLException {
        List<Found> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select id, key_id, salt, refresh_token, access_token, access_expires_at from connection"
                        + " where key_id is not null and key_id <> ? limit ? for update skip locked")) {
            query.setString(1, vault.primaryId());
            query.setInt(2, atMost);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    Instant expiresAt = found.getTimestamp(6).toInstant();
                    rows.add(new Found(
                            new ConnectionId(found.getString(1)),
                            new EncryptedGrant(
                                    found.getString(2),
                                    found.getString(3),
                                    found.getString(4),
                                    found.getString(5),
                                    expiresAt)));
                }
            }
        }
        return rows;
    }

    private record Found(ConnectionId id, EncryptedGrant grant) {}
}
