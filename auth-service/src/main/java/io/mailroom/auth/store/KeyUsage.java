package io.mailroom.auth.store;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.EncryptedText;
import io.mailroom.model.id.ConnectionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Which master key encrypts what, how a grant gets under another one, and what shows that a key is the one it was. */
public final class KeyUsage {
    private final Database database;

    public KeyUsage(Database database) {
        this.database = database;
    }

    /** Every key that some grant needs. */
    public Set<String> inUse() {
        return Set.copyOf(database.query(
                row -> row.getString(1), "select distinct key_id from connection where key_id is not null"));
    }

    /** Sign-ins under way count, too: their verifiers are encrypted, and gone within minutes. */
    public long countUnder(String keyId) {
        return database.count("select count(*) from connection where key_id = ?", keyId)
                + database.count("select count(*) from pending_consent where key_id = ? and expires_at > now()", keyId);
    }

    /** Grants alone. */
    public long countUnderOthersThan(String keyId) {
        return database.count("select count(*) from connection where key_id is not null and key_id <> ?", keyId);
    }

    /** Empty if there is no such connection, or no grant in it. */
    public Optional<EncryptedGrant> grantOf(String connectionId) {
        return database.first(
                StoredConnection::grantOf,
                "select * from connection where id = ? and key_id is not null",
                connectionId);
    }

    /**
     * One transaction; rows that others hold are left for later. The grant's version stays, so that a refresh that is under
     * way still replaces its grant.
     *
     * @return how many grants were replaced
     */
    public int replaceUnderOthersThan(
            String keyId, int atMost, BiFunction<ConnectionId, EncryptedGrant, EncryptedGrant> reencrypt) {
        return database.inTransaction(connection -> {
            List<Object[]> replaced = Database.query(
                    connection,
                    row -> values(row, reencrypt),
                    "select * from connection where key_id is not null and key_id <> ? limit ? for update skip locked",
                    keyId,
                    atMost);
            Database.updateEach(
                    connection,
                    "update connection set key_id = ?, salt = ?, refresh_token = ?, access_token = ? where id = ?",
                    replaced);
            return replaced.size();
        });
    }

    private static Object[] values(ResultSet row, BiFunction<ConnectionId, EncryptedGrant, EncryptedGrant> reencrypt)
            throws SQLException {
        ConnectionId id = new ConnectionId(row.getString("id"));
        EncryptedGrant grant = reencrypt.apply(id, StoredConnection.grantOf(row));
        return new Object[] {grant.keyId(), grant.salt(), grant.refreshToken(), grant.accessToken(), id.value()};
    }

    /** One for each key that was ever used here. */
    public List<EncryptedText> checks() {
        return database.query(
                row -> new EncryptedText(row.getString("key_id"), row.getString("salt"), row.getString("value")),
                "select * from key_check");
    }

    /** Changes nothing if there is one for this key. */
    public void add(EncryptedText check) {
        database.update(
                "insert into key_check (key_id, salt, value) values (?, ?, ?) on conflict do nothing",
                check.keyId(),
                check.salt(),
                check.text());
    }
}
