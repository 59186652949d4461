package io.mailroom.auth.boot;

import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.crypt.TokenCipher;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What is made by hand. */
class Wiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    TokenCipher cipher(CryptConfig config, Clock clock) {
        return TokenCipher.open(config, clock);
    }
}
