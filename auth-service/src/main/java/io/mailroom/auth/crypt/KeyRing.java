package io.mailroom.auth.crypt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The master keys by id. The first line of the file is the primary, which encrypts; all of them decrypt. A line is
 * {@code ID BASE64URL-OF-32-BYTES}; empty lines and lines that begin with {@code #} mean nothing.
 */
final class KeyRing {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern GAP = Pattern.compile("\\s+");

    /** Bound: the key ring that was read. */
    private final Map<String, SecretKey> keys;

    private final String primaryId;

    private KeyRing(Map<String, SecretKey> keys, String primaryId) {
        this.keys = keys;
        this.primaryId = primaryId;
    }

    /** @throws UnusableKeys saying what is wrong with the file, never quoting it */
    static KeyRing read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UnusableKeys("The key ring file " + file + " cannot be read: no key, no start.");
        }
    }

    static KeyRing parse(List<String> lines) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            String[] parts = GAP.split(line.strip(), 3);
            byte[] key = parts.length == 2 && ID.matcher(parts[0]).matches() ? keyBytes(parts[1]) : null;
            if (key == null || keys.put(parts[0], new SecretKeySpec(key, "Generic")) != null) {
                throw new UnusableKeys(
                        "Line " + number + " of the key ring is not 'ID BASE64URL-OF-32-BYTES' with an id of its own.");
            }
        }
        if (keys.isEmpty()) {
            throw new UnusableKeys("The key ring holds no key: no key, no start.");
        }
        return new KeyRing(keys, keys.keySet().iterator().next());
    }

    private static byte @Nullable [] keyBytes(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == Fernet.KEY_BYTES ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null; // its message would quote the key
        }
    }

    /** Whether an id that both have stands for the same key in both. */
    boolean agreesWith(KeyRing other) {
        return keys.entrySet().stream().allMatch(entry -> {
            SecretKey theirs = other.keys.get(entry.getKey());
            return theirs == null
                    || MessageDigest.isEqual(
                            theirs.getEncoded(), entry.getValue().getEncoded());
        });
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    String primaryId() {
        return primaryId;
    }

    Set<String> ids() {
        return keys.keySet();
    }

    SecretKey key(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new UnreadableSecret("the key ring has no key " + id);
        }
        return key;
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
