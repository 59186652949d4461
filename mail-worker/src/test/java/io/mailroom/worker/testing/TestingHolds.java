package io.mailroom.worker.testing;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.topics.Holds;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds whom a test names, and nobody else. */
public final class TestingHolds implements Holds {
    private final Map<ClientName, String> held = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Optional<Instant> lookedAt = Optional.empty();

    public TestingHolds lookedAt(Instant at) {
        lookedAt = Optional.of(at);
        return this;
    }

    public void letGo(ClientName client) {
        held.remove(client);
    }

    /** How often somebody asked for a look. */
    public int looks() {
        return looks.get();
    }

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
    public void look() {
        looks.incrementAndGet();
    }

    @Override
    public Optional<Instant> lookedAt() {
        return lookedAt;
    }
}
