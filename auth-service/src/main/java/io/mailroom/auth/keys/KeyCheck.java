package io.mailroom.auth.keys;

import io.mailroom.auth.crypt.EncryptedText;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.crypt.UnusableKeys;
import io.mailroom.auth.store.Database;
import io.mailroom.auth.store.KeyUsage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the key ring with the database before anything else may touch a row. Promise: if a key is wrong or missing,
 * nothing has been written.
 */
public final class KeyCheck {
    private final TokenCipher cipher;
    private final KeyUsage usage;

    public KeyCheck(TokenCipher cipher, Database database) {
        this.cipher = cipher;
        this.usage = new KeyUsage(database);
    }

    /** @throws UnusableKeys if a key of the ring is not the one that wrote here, or one that rows need is not in the ring */
    public void run() {
        List<EncryptedText> stored = usage.checks();
        stored.forEach(this::compare);
        refuseMissing();
        Set<String> known = stored.stream().map(EncryptedText::keyId).collect(Collectors.toSet());
        cipher.keyIds().stream()
                .filter(id -> !known.contains(id))
                .map(cipher::checkValue)
                .forEach(usage::add);
        // Another replica may have been first with another key under the same id.
        usage.checks().forEach(this::compare);
    }

    private void compare(EncryptedText stored) {
        String id = stored.keyId();
        if (cipher.keyIds().contains(id) && !cipher.reads(stored)) {
            throw new UnusableKeys("Key " + id + " or the deployment id is not the one that encrypted this database:"
                    + " no start, and nothing was changed.");
        }
    }

    private void refuseMissing() {
        for (String id : usage.inUse()) {
            if (!cipher.keyIds().contains(id)) {
                throw new UnusableKeys("The key ring lacks key " + id
                        + ", which connections need: no start, and nothing was changed.");
            }
        }
    }
}
