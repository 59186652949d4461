package io.mailroom.simulator.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailroom.m365.delta.DeltaStreams;
import io.mailroom.m365.delta.DeltaTokens;
import io.mailroom.m365.directory.Accounts;
import io.mailroom.m365.directory.Apps;
import io.mailroom.m365.directory.Consents;
import io.mailroom.m365.directory.Delegations;
import io.mailroom.m365.directory.Tenants;
import io.mailroom.m365.mailbox.Mailboxes;
import io.mailroom.m365.transport.Schedule;
import io.mailroom.m365.transport.SentLog;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.entra.SecretLog;
import io.mailroom.simulator.entra.SigningKey;
import io.mailroom.simulator.entra.TokenVault;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Takes a snapshot of everything, and puts one back. */
@ApplicationScoped
class Snapshots {
    private final LabClock clock;
    private final LabSettings settings;
    private final SigningKey key;
    private final DeltaTokens deltaTokens;
    private final Tenants tenants;
    private final Accounts accounts;
    private final Apps apps;
    private final Consents consents;
    private final Delegations delegations;
    private final TokenVault vault;
    private final SecretLog secrets;
    private final Mailboxes mailboxes;
    private final DeltaStreams streams;
    private final Schedule schedule;
    private final SentLog sent;
    private final ObjectMapper json;

    Snapshots(
            LabClock clock,
            LabSettings settings,
            SigningKey key,
            DeltaTokens deltaTokens,
            Tenants tenants,
            Accounts accounts,
            Apps apps,
            Consents consents,
            Delegations delegations,
            TokenVault vault,
            SecretLog secrets,
            Mailboxes mailboxes,
            DeltaStreams streams,
            Schedule schedule,
            SentLog sent,
            ObjectMapper json) {
        this.clock = clock;
        this.settings = settings;
        this.key = key;
        this.deltaTokens = deltaTokens;
        this.tenants = tenants;
        this.accounts = accounts;
        this.apps = apps;
        this.consents = consents;
        this.delegations = delegations;
        this.vault = vault;
        this.secrets = secrets;
        this.mailboxes = mailboxes;
        this.streams = streams;
        this.schedule = schedule;
        this.sent = sent;
        this.json = json;
    }

    /** Tasks are taken before mailboxes: what was dispatched in between is found done, never undone. */
    Snapshot take() throws JsonProcessingException {
        var tasks = schedule.all();
        return new Snapshot(
                clock.ahead().toString(),
                json.valueToTree(settings.current()),
                json.readValue(key.save(), new TypeReference<Map<String, Object>>() {}),
                deltaTokens.save(),
                tenants.all(),
                accounts.all(),
                apps.all(),
                consents.all(),
                delegations.all(),
                vault.accessTokens(),
                vault.refreshTokens(),
                secrets.all(),
                mailboxes.states(),
                streams.all(),
                tasks,
                sent.all());
    }

    void putBack(Snapshot snapshot) {
        clock.restore(Duration.parse(snapshot.clockAhead()));
        settings.change(snapshot.settings());
        key.restore(snapshot.signingKey());
        deltaTokens.restore(snapshot.deltaKey());
        tenants.restore(snapshot.tenants());
        accounts.restore(snapshot.accounts());
        apps.restore(snapshot.apps());
        consents.restore(snapshot.consents());
        delegations.restore(snapshot.delegations());
        vault.restore(snapshot.accessTokens(), snapshot.refreshTokens());
        secrets.restore(snapshot.secrets());
        mailboxes.restore(snapshot.mailboxes());
        streams.restore(snapshot.streams());
        schedule.restore(snapshot.tasks());
        sent.restore(snapshot.sent());
    }
}
