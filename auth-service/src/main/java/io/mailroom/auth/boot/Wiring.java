package io.mailroom.auth.boot;

import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.crypt.Vault;
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
    Vault vault(CryptConfig config, Clock clock) {
        return Vault.open(config, clock);
    }
}
