package io.mailroom.auth.keys;

import io.mailroom.auth.crypt.CheckValue;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.crypt.UnusableKeys;
import io.mailroom.auth.store.GrantKeys;
import io.mailroom.auth.store.Jdbc;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Compares the key ring with the database before anything else may touch a row. Promise: if a key is wrong or missing,
 * nothing has been written.
 */
public final class KeyCheck {
    private final TokenCipher cipher;
    private final Jdbc database;

    public KeyCheck(TokenCipher cipher, DataSource database) {
        this.cipher = cipher;
        this.database = new Jdbc(database);
    }

    /** @throws UnusableKeys if a key of the ring is not the one that wrote here, or one that rows need is not in the ring */
    public void run() throws SQLException {
        Map<String, CheckValue> stored = stored();
        stored.forEach(this::compare);
        refuseMissing();
        for (String id : cipher.keyIds()) {
            if (!stored.containsKey(id)) {
                insert(id, cipher.checkValue(id));
            }
        }
        // Another replica may have been first with another key under the same id.
        stored().forEach(this::compare);
    }

    private void compare(String id, CheckValue stored) {
        if (cipher.keyIds().contains(id) && !cipher.reads(id, stored)) {
            throw new UnusableKeys("Key " + id + " or the deployment id is not the one that encrypted this database:"
                    + " no start, and nothing was changed.");
        }
    }

    private void refuseMissing() throws SQLException {
        for (String id : new GrantKeys(database).inUse()) {
            if (!cipher.keyIds().contains(id)) {
                throw new UnusableKeys("The key ring lacks key " + id
                        + ", which connections need: no start, and nothing was changed.");
            }
        }
    }

    private Map<String, CheckValue> stored() throws SQLException {
        Map<String, CheckValue> found = new HashMap<>();
        database.query(
                row -> found.put(row.getString(1), new CheckValue(row.getString(2), row.getString(3))),
                "select key_id, salt, value from key_check");
        return found;
    }

    private void insert(String id, CheckValue check) throws SQLException {
        database.update(
                "insert into key_check (key_id, salt, value) values (?, ?, ?) on conflict do nothing",
                id,
                check.salt(),
                check.value());
    }
}
