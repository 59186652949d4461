package io.mailroom.auth.keys;

import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.KeyRingFile;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.crypt.UnreadableSecret;
import io.mailroom.auth.crypt.UnusableKeys;
import io.mailroom.auth.store.Database;
import io.mailroom.auth.store.DatabaseFailure;
import io.mailroom.auth.store.KeyUsage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What only an operator with the key ring and the database at hand can do. It speaks to no running service: the services
 * see the new key in the file and the new rows in the database.
 */
public final class KeysCommand {
    private static final int BATCH = 200;
    /** Longer than a running service needs to see a new primary: what it wrote until then is re-encrypted, too. */
    private static final long SETTLE_SECONDS = 3;

    static final String USAGE = """
            keys status               which keys there are, and how many connections each encrypts
            keys rotate               add a key to the file, make it the primary, re-encrypt everything under it
            keys reencrypt            re-encrypt everything under the first key of the ring
            keys remove KEY-ID        take a key out of the file that encrypts nothing any more
            keys print CONNECTION-ID  the Fernet keys of one connection, for any implementation of Fernet""";

    private final CryptConfig config;
    private final Database database;
    private final KeyUsage usage;
    private final PrintStream out;
    private final Clock clock;

    public KeysCommand(CryptConfig config, Database database, PrintStream out, Clock clock) {
        this.config = config;
        this.database = database;
        this.usage = new KeyUsage(database);
        this.out = out;
        this.clock = clock;
    }

    /** @return the exit code: 0 done, 1 refused or failed with one sentence, 2 not understood */
    public int run(String[] arguments) {
        String verb = arguments.length > 0 ? arguments[0] : "";
        String operand = arguments.length > 1 ? arguments[1] : null;
        try {
            return switch (verb) {
                case "status" -> status(checked());
                case "rotate" -> rotate();
                case "reencrypt" -> reencrypt(checked());
                case "remove" -> operand == null ? usage() : remove(checked(), operand);
                case "print" -> operand == null ? usage() : print(checked(), operand);
                default -> usage();
            };
        } catch (UnusableKeys e) {
            out.println(e.getMessage());
            return 1;
        } catch (DatabaseFailure e) {
            return failed(e.getMessage());
        } catch (UnreadableSecret e) {
            return failed(e.getClass().getSimpleName());
        }
    }

    private int failed(@Nullable String kind) {
        out.println("The database could not be read or written (" + kind + ").");
        return 1;
    }

    private int usage() {
        out.println(USAGE);
        return 2;
    }

    /** No row is touched unless the ring is the one that wrote them. */
    private TokenCipher checked() {
        TokenCipher cipher = TokenCipher.open(config, clock);
        new KeyCheck(cipher, database).run();
        return cipher;
    }

    private int rotate() {
        checked();
        String id = new KeyRingFile(file(), clock).add();
        out.println("added key " + id + "; it encrypts from now on");
        return reencrypt(checked());
    }

    private Path file() {
        return config.keyRingFile()
                .orElseThrow(
                        () -> new UnusableKeys("The key ring is not in a file: put the new key before the others where"
                                + " it comes from, restart the services, and run 'keys reencrypt'."));
    }

    /** A row is whole before and after; whoever is stopped begins where it ended. */
    private int reencrypt(TokenCipher cipher) {
        long total = usage.countUnderOthersThan(cipher.primaryId());
        long done = 0;
        long settled = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (true) {
            int moved = usage.replaceUnderOthersThan(cipher.primaryId(), BATCH, cipher::reencrypt);
            done += moved;
            if (moved > 0) {
                out.println("re-encrypted " + done + " of " + Math.max(total, done));
            } else if (usage.countUnderOthersThan(cipher.primaryId()) == 0 && System.nanoTime() > settled) {
                out.println("done: every connection is encrypted under " + cipher.primaryId());
                return 0;
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private int remove(TokenCipher cipher, String id) {
        if (cipher.primaryId().equals(id) || usage.countUnder(id) > 0) {
            throw new UnusableKeys("Key " + id + " is in use: it stays. Run 'keys rotate' first.");
        }
        if (!new KeyRingFile(file(), clock).remove(id)) {
            throw new UnusableKeys("The key ring has no key " + id + ".");
        }
        out.println("removed key " + id);
        return 0;
    }

    private int status(TokenCipher cipher) {
        for (String id : cipher.keyIds()) {
            out.println(id + (cipher.primaryId().equals(id) ? " primary " : " ") + usage.countUnder(id));
        }
        return 0;
    }

    private int print(TokenCipher cipher, String id) {
        EncryptedGrant key =
                usage.grantOf(id).orElseThrow(() -> new UnusableKeys("No connection " + id + " with a grant."));
        out.println(cipher.printedKeys(key.keyId(), key.salt(), id));
        return 0;
    }
}
