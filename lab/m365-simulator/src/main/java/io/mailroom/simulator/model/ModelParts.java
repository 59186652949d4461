package io.mailroom.simulator.model;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.delta.DeltaStreams;
import io.mailroom.m365.delta.DeltaTokens;
import io.mailroom.m365.directory.Accounts;
import io.mailroom.m365.directory.Apps;
import io.mailroom.m365.directory.Consents;
import io.mailroom.m365.directory.Delegations;
import io.mailroom.m365.directory.Tenants;
import io.mailroom.m365.mailbox.Mailboxes;
import io.mailroom.m365.throttle.Throttle;
import io.mailroom.m365.transport.Schedule;
import io.mailroom.m365.transport.SentLog;
import io.mailroom.m365.transport.Transport;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes the model, on the lab's clock and settings, and its parts known to whoever needs one. */
@Singleton
class ModelParts {
    private final M365Model model;

    ModelParts(LabClock clock, LabSettings settings) {
        this.model = new M365Model(new SecureRandom(), clock, settings::current);
    }

    @Produces
    @Singleton
    Tenants tenants() {
        return model.tenants();
    }

    @Produces
    @Singleton
    Accounts accounts() {
        return model.accounts();
    }

    @Produces
    @Singleton
    Apps apps() {
        return model.apps();
    }

    @Produces
    @Singleton
    Consents consents() {
        return model.consents();
    }

    @Produces
    @Singleton
    Delegations delegations() {
        return model.delegations();
    }

    @Produces
    @Singleton
    Mailboxes mailboxes() {
        return model.mailboxes();
    }

    @Produces
    @Singleton
    Transport transport() {
        return model.transport();
    }

    @Produces
    @Singleton
    Schedule schedule() {
        return model.schedule();
    }

    @Produces
    @Singleton
    SentLog sent() {
        return model.sent();
    }

    @Produces
    @Singleton
    DeltaStreams deltaStreams() {
        return model.deltaStreams();
    }

    @Produces
    @Singleton
    DeltaTokens deltaTokens() {
        return model.deltaTokens();
    }

    @Produces
    @Singleton
    Throttle throttle() {
        return model.throttle();
    }
}
