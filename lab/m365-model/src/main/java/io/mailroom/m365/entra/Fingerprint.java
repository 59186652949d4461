package io.mailroom.m365.entra;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jose4j.lang.HashUtil;

/** A credential shortened to something that can be compared and not used. */
public final class Fingerprint {
    private static final int KEPT_BYTES = 8;

    private Fingerprint() {}

    public static String of(String secret) {
        byte[] digest = HashUtil.getMessageDigest("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(digest, 0, KEPT_BYTES);
    }
}
