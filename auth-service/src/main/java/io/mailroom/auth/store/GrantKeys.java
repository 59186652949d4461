package io.mailroom.auth.store;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.model.id.ConnectionId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Under which master key each grant is encrypted, and how a grant gets under another one. */
public final class GrantKeys {
    private final Jdbc database;

    public GrantKeys(Jdbc database) {
        this.database = database;
    }

    /** Every key that some grant needs. */
    public Set<String> inUse() throws SQLException {
        return Set.copyOf(database.query(
                row -> row.getString(1), "select distinct key_id from connection where key_id is not null"));
    }

    public long countUnder(String keyId) throws SQLException {
        return database.count("select count(*) from connection where key_id = ?", keyId);
    }

    public long countUnderOthersThan(String keyId) throws SQLException {
        return database.count("select count(*) from connection where key_id is not null and key_id <> ?", keyId);
    }

    /** Empty if there is no such connection, or no grant in it. */
    public Optional<SaltedKey> keyOf(String connectionId) throws SQLException {
        return database
                .query(
                        row -> new SaltedKey(row.getString(1), row.getString(2)),
                        "select key_id, salt from connection where id = ? and key_id is not null",
                        connectionId)
                .stream()
                .findFirst();
    }

    /**
     * One transaction; rows that others hold are left for later. The grant's version stays, so that a refresh that is under
     * way still replaces its grant.
     *
     * @return how many grants were replaced
     */
    public int replaceUnderOthersThan(
            String keyId, int atMost, BiFunction<ConnectionId, EncryptedGrant, EncryptedGrant> reencrypt)
            throws SQLException {
        return database.inTransaction(connection -> {
            List<Found> rows = lock(connection, keyId, atMost);
            Jdbc.updateEach(
                    connection,
                    "update connection set key_id = ?, salt = ?, refresh_token = ?, access_token = ? where id = ?",
                    rows.stream()
                            .map(row -> values(row.id(), reencrypt.apply(row.id(), row.grant())))
                            .toList());
            return rows.size();
        });
    }

    private static List<Object> values(ConnectionId id, EncryptedGrant grant) {
        return List.of(grant.keyId(), grant.salt(), grant.refreshToken(), grant.accessToken(), id.value());
    }

    private static List<Found> lock(Connection connection, String keyId, int atMost) throws SQLException {
        return Jdbc.query(
                connection,
                GrantKeys::found,
                "select id, key_id, salt, refresh_token, access_token, access_expires_at from connection"
                        + " where key_id is not null and key_id <> ? limit ? for update skip locked",
                keyId,
                atMost);
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                new ConnectionId(row.getString(1)),
                new EncryptedGrant(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()));
    }

    private record Found(ConnectionId id, EncryptedGrant grant) {}

    /** What besides the ring it takes to read a row. */
    public record SaltedKey(String keyId, String salt) {}
}
