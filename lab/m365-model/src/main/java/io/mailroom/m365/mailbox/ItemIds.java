package io.mailroom.m365.mailbox;

import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids in the forms Exchange gives them: case-sensitive, URL-safe base64 that ends in an equals sign. */
public final class ItemIds {
    private static final String PLAIN = "AAMk";
    private static final String IMMUTABLE = "AAkA";

    private final RandomGenerator random;

    public ItemIds(RandomGenerator random) {
        this.random = random;
    }

    String plain() {
        return PLAIN + random(88);
    }

    public String immutable() {
        return IMMUTABLE + random(58);
    }

    String folder() {
        return "AQMk" + random(70);
    }

    String conversation() {
        return "AAQk" + random(46);
    }

    String attachment() {
        return PLAIN + random(97);
    }

    /** Base64 of n bytes, n chosen so that exactly one equals sign is needed. */
    private String random(int bytes) {
        byte[] value = new byte[bytes / 3 * 3 + 2];
        random.nextBytes(value);
        return Base64.getUrlEncoder().encodeToString(value);
    }

    /** A random one (version 4). */
    public UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Whether this could be an id at all; what could not is malformed, not merely unknown. */
    public static boolean wellFormed(String id) {
        return id.length() >= 40 && id.matches("AA(Mk|kA)[A-Za-z0-9_-]+={0,2}");
    }
}
