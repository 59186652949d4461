package io.mailroom.auth.boot;

import io.mailroom.auth.client.Clients;
import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.crypt.UnusableKeys;
import io.mailroom.auth.entra.EntraConfig;
import io.mailroom.auth.entra.Registrations;
import io.mailroom.auth.keys.KeyCheck;
import io.mailroom.auth.lease.LeaseConfig;
import io.mailroom.auth.outbox.OutboxLoop;
import io.mailroom.auth.problem.UnusableSettings;
import io.mailroom.auth.store.Database;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * What must hold before the first request: a readable key ring, a migrated database that was written with these keys,
 * settings that do not contradict each other. Keys or settings that do not hold end the start with one sentence and exit
 * code 1, before anything is written.
 */
class StartChecks {
    private static final Logger LOG = Logger.getLogger(StartChecks.class);

    /** Before the framework opens its own connections: no key, no word to anybody. */
    private static final int FIRST = 1;

    private final CryptConfig crypt;
    private final EntraConfig entra;
    private final LeaseConfig lease;
    private final Flyway flyway;
    private final Database database;
    private final OutboxLoop outboxLoop;
    private final Scheduler scheduler;
    private final Clock clock;

    @Inject
    StartChecks(
            CryptConfig crypt,
            EntraConfig entra,
            LeaseConfig lease,
            Flyway flyway,
            Database database,
            OutboxLoop outboxLoop,
            Scheduler scheduler,
            Clock clock) {
        this.crypt = crypt;
        this.entra = entra;
        this.lease = lease;
        this.flyway = flyway;
        this.database = database;
        this.outboxLoop = outboxLoop;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    void run(
            @Observes @Priority(FIRST) StartupEvent event,
            Instance<Clients> clients,
            Instance<Registrations> registrations) {
        try {
            checkSettings();
            clients.get().check();
            registrations.get().expiries();
            TokenCipher cipher = TokenCipher.open(crypt, clock); // before the first word to the database
            flyway.migrate();
            new KeyCheck(cipher, database).run();
        } catch (UnusableKeys | UnusableSettings e) {
            LOG.fatal(e.getMessage());
            Quarkus.asyncExit(1);
            throw new PreventFurtherStepsException(1);
        }
        outboxLoop.start();
        scheduler.resume(); // halted until here: nothing may look at a database that was not checked
    }

    private void checkSettings() {
        if (lease.refreshLock().compareTo(entra.deadline()) <= 0
                || lease.patience().compareTo(lease.refreshLock()) <= 0) {
            throw new UnusableSettings("mailroom.entra.deadline must be shorter than mailroom.lease.refresh-lock,"
                    + " and that shorter than mailroom.lease.patience.");
        }
    }
}
