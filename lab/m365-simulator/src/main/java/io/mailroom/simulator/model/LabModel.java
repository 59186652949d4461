package io.mailroom.simulator.model;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.entra.Entra;
import io.mailroom.m365.entra.SigningKey;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** Makes the models, on the lab's clock and settings. */
@Singleton
class LabModel {
    @Produces
    @Singleton
    M365Model make(LabClock clock, LabSettings settings) {
        return new M365Model(new SecureRandom(), clock, settings::current);
    }

    @Produces
    @Singleton
    Entra entra(M365Model model, LabClock clock, LabSettings settings) throws JoseException {
        SigningKey key = new SigningKey(RsaJwkGenerator.generateJwk(2048));
        return new Entra(model, key, new SecureRandom(), clock, Clock.systemUTC(), settings::current);
    }
}
