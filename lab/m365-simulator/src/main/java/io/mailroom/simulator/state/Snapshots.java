package io.mailroom.simulator.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailroom.m365.M365Model;
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
    private final M365Model model;
    private final LabClock clock;
    private final LabSettings settings;
    private final SigningKey key;
    private final TokenVault vault;
    private final SecretLog secrets;
    private final ObjectMapper json;

    Snapshots(
            M365Model model,
            LabClock clock,
            LabSettings settings,
            SigningKey key,
            TokenVault vault,
            SecretLog secrets,
            ObjectMapper json) {
        this.model = model;
        this.clock = clock;
        this.settings = settings;
        this.key = key;
        this.vault = vault;
        this.secrets = secrets;
        this.json = json;
    }

    /** Tasks are taken before mailboxes: what was dispatched in between is found done, never undone. */
    Snapshot take() throws JsonProcessingException {
        var tasks = model.schedule().all();
        return new Snapshot(
                clock.ahead().toString(),
                json.valueToTree(settings.current()),
                json.readValue(key.save(), new TypeReference<Map<String, Object>>() {}),
                model.deltaTokens().save(),
                model.tenants().all(),
                model.accounts().all(),
                model.apps().all(),
                model.consents().all(),
                model.delegations().all(),
                vault.accessTokens(),
                vault.refreshTokens(),
                secrets.all(),
                model.mailboxes().states(),
                model.deltaStreams().all(),
                tasks,
                model.sent().all());
    }

    void putBack(Snapshot snapshot) {
        clock.restore(Duration.parse(snapshot.clockAhead()));
        settings.change(snapshot.settings());
        key.restore(snapshot.signingKey());
        model.deltaTokens().restore(snapshot.deltaKey());
        model.tenants().restore(snapshot.tenants());
        model.accounts().restore(snapshot.accounts());
        model.apps().restore(snapshot.apps());
        model.consents().restore(snapshot.consents());
        model.delegations().restore(snapshot.delegations());
        vault.restore(snapshot.accessTokens(), snapshot.refreshTokens());
        secrets.restore(snapshot.secrets());
        model.mailboxes().restore(snapshot.mailboxes());
        model.deltaStreams().restore(snapshot.streams());
        model.schedule().restore(snapshot.tasks());
        model.sent().restore(snapshot.sent());
    }
}
