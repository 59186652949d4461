package io.mailroom.simulator.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.entra.Entra;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Takes a snapshot of everything, and puts one back. */
@ApplicationScoped
class Snapshots {
    private final M365Model model;
    private final Entra entra;
    private final LabClock clock;
    private final LabSettings settings;
    private final ObjectMapper json;

    Snapshots(M365Model model, Entra entra, LabClock clock, LabSettings settings, ObjectMapper json) {
        this.model = model;
        this.entra = entra;
        this.clock = clock;
        this.settings = settings;
        this.json = json;
    }

    Snapshot take() {
        return new Snapshot(
                clock.ahead().toString(), json.valueToTree(settings.current()), model.state(), entra.state());
    }

    void putBack(Snapshot snapshot) {
        clock.restore(Duration.parse(snapshot.clockAhead()));
        settings.change(snapshot.settings());
        model.restore(snapshot.model());
        entra.restore(snapshot.entra());
    }
}
