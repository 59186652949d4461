package io.mailroom.simulator.model;

import io.mailroom.m365.M365Model;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes the model, on the lab's clock and settings. */
@Singleton
class LabModel {
    @Produces
    @Singleton
    M365Model make(LabClock clock, LabSettings settings) {
        return new M365Model(new SecureRandom(), clock, settings::current);
    }
}
