package io.mailroom.simulator.mailbox;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids in the forms Exchange gives them: case-sensitive, URL-safe base64 that ends in an equals sign. */
public final class ItemIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PLAIN = "AAMk";
    private static final String IMMUTABLE = "AAkA";

    private ItemIds() {}

    static String plain() {
        return PLAIN + random(88);
    }

    static String immutable() {
        return IMMUTABLE + random(58);
    }

    static String folder() {
        return "AQMk" + random(70);
    }

    static String conversation() {
        return "AAQk" + random(46);
    }

    static String attachment() {
        return PLAIN + random(97);
    }

    /** Base64 of n bytes, n chosen so that exactly one equals sign is needed. */
    private static String random(int bytes) {
        byte[] value = new byte[bytes / 3 * 3 + 2];
        RANDOM.nextBytes(value);
        return Base64.getUrlEncoder().encodeToString(value);
    }

    /** Whether this could be an id at all; what could not is malformed, not merely unknown. */
    public static boolean wellFormed(String id) {
        return id.length() >= 40 && id.matches("AA(Mk|kA)[A-Za-z0-9_-]+={0,2}");
    }
}
