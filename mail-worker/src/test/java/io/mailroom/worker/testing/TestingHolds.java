package io.mailroom.worker.testing;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.topics.Holds;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds nobody until a write is refused. */
public final class TestingHolds implements Holds {
    private final Map<ClientName, String> held = new ConcurrentHashMap<>();

    @Override
    public Optional<String> of(ClientName client) {
        return Optional.ofNullable(held.get(client));
    }

    @Override
    public Map<ClientName, String> all() {
        return Map.copyOf(held);
    }

    @Override
    public void refused(ClientName client, String why) {
        held.put(client, why);
    }

    @Override
    public void look() {}

    public void letGo(ClientName client) {
        held.remove(client);
    }
}
