package io.mailroom.simulation.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.topics.Holds;
import java.util.Map;
import java.util.Optional;

/** Topics that are as they must be. */
final class NothingHeld implements Holds {
    @Override
    public Optional<String> of(ClientName client) {
        return Optional.empty();
    }

    @Override
    public Map<ClientName, String> all() {
        return Map.of();
    }

    @Override
    public void refused(ClientName client, String why) {}

    @Override
    public void look() {}
}
