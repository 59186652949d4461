package io.mailroom.worker.sync;

import io.mailroom.model.id.Sha256;
import java.util.Arrays;
import java.util.Base64;

/** The first 16 bytes of a text's SHA-256 in base64url. */
final class ShortHash {
    static final int CHARACTERS = 22;

    private static final int BYTES = 16;

    private ShortHash() {}

    static String of(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(text), BYTES));
    }
}
