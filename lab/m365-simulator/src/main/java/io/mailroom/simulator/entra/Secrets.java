package io.mailroom.simulator.entra;

import java.security.SecureRandom;
import java.util.Base64;

/** Random values of the lengths Entra gives. They share no prefix long enough to be mistaken for one another. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String code() {
        return "1." + random(480);
    }

    static String refreshToken() {
        return "1." + random(760);
    }

    static String accessToken() {
        return "Ew" + random(1_100);
    }

    static String flow() {
        return random(24);
    }

    private static String random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
