package io.mailroom.m365.entra;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Random values of the lengths Entra gives. They share no prefix long enough to be mistaken for one another. */
final class Secrets {
    private final RandomGenerator random;

    Secrets(RandomGenerator random) {
        this.random = random;
    }

    String code() {
        return "1." + random(480);
    }

    String refreshToken() {
        return "1." + random(760);
    }

    String accessToken() {
        return "Ew" + random(1_100);
    }

    private String random(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
