package io.mailroom.seeds.broker;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.time.BrokersTime;
import io.mailroom.worker.topics.Holds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the topics every few seconds, as one process does: what it says is what was so some time ago. What was refused
 * holds longer each time it comes back, whatever a look says.
 */
public final class Looks implements Holds {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Refused(String why, Instant until, Duration holds, boolean over) {}

    private final World world;
    private final SimulatedProcess process;
    private final Broker broker;
    private final List<ClientName> clients;
    private final Runnable onChange;
    private final Runnable onApart;
    private final Map<ClientName, Optional<String>> looked = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<ClientName, Refused> refusals = new HashMap<>();
    private Optional<Instant> lookedAt = Optional.empty();
    private boolean wanted;

    /**
     * @param onChange called when a look has ended or something was refused
     * @param onApart called when the process's clock turns out to be wrong
     */
    public Looks(
            World world,
            SimulatedProcess process,
            Broker broker,
            List<ClientName> clients,
            Runnable onChange,
            Runnable onApart) {
        this.world = world;
        this.process = process;
        this.broker = broker;
        this.clients = List.copyOf(clients);
        this.onChange = onChange;
        this.onApart = onApart;
        again();
    }

    private void again() {
        if (process.alive()) {
            process.deliver(this::begin);
            world.after(EVERY, this::again);
        }
    }

    /** The brokers answer after a while, and the answer takes as long. */
    private void begin() {
        Instant began = world.now();
        Instant byItsClock = process.timers().now();
        long asked = process.clock().mark();
        Duration there = world.between(Duration.ofMillis(5), Duration.ofMillis(800));
        world.after(there, () -> {
            var found = new LinkedHashMap<ClientName, Optional<String>>();
            var foundIds = new HashMap<String, String>();
            BrokersTime time = broker.time();
            foundIds.put(TopicNames.JOURNAL, broker.topicId(TopicNames.JOURNAL));
            foundIds.put(TopicNames.CURSORS, broker.topicId(TopicNames.CURSORS));
            clients.forEach(client -> {
                found.put(client, broker.settings().wrong(client));
                foundIds.put(TopicNames.commands(client), broker.topicId(TopicNames.commands(client)));
            });
            world.after(
                    there,
                    () -> process.deliver(() -> {
                        if (process.clock().compare(asked, time)) {
                            world.log(process.name() + " has a wrong clock");
                            onApart.run();
                            return;
                        }
                        ids.putAll(foundIds);
                        judged(found, began, byItsClock);
                    }));
        });
    }

    private void judged(Map<ClientName, Optional<String>> found, Instant began, Instant byItsClock) {
        looked.putAll(found);
        lookedAt = Optional.of(byItsClock);
        found.forEach((client, wrong) -> {
            if (wrong.isEmpty()) {
                refusals.computeIfPresent(
                        client,
                        (_, old) -> began.isBefore(old.until())
                                ? old
                                : new Refused(old.why(), old.until(), old.holds(), true));
            }
        });
        onChange.run();
    }

    @Override
    public Optional<String> of(ClientName client) {
        return looked.getOrDefault(client, Optional.of("not looked at yet"))
                .or(() -> Optional.ofNullable(refusals.get(client))
                        .filter(refused -> !refused.over())
                        .map(Refused::why));
    }

    @Override
    public Optional<String> topicId(String topic) {
        return Optional.ofNullable(ids.get(topic));
    }

    @Override
    public Optional<Instant> lookedAt() {
        return lookedAt;
    }

    @Override
    public Map<ClientName, String> all() {
        var all = new LinkedHashMap<ClientName, String>();
        clients.forEach(client -> of(client).ifPresent(why -> all.put(client, why)));
        return all;
    }

    @Override
    public void refused(ClientName client, String why) {
        refusals.compute(client, (_, before) -> {
            Duration holds = before == null ? SHORTEST : before.over() ? twice(before.holds()) : before.holds();
            return new Refused(why, world.now().plus(holds), holds, false);
        });
        world.log(process.name() + " holds " + client + ": " + why);
        look();
        onChange.run();
    }

    private static Duration twice(Duration time) {
        Duration twice = time.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }

    /** The clock was set: what was looked at before says nothing any more. */
    public void forget() {
        lookedAt = Optional.empty();
    }

    @Override
    public void look() {
        if (!wanted) {
            wanted = true;
            world.after(
                    Duration.ofMillis(500),
                    () -> process.deliver(() -> {
                        wanted = false;
                        begin();
                    }));
        }
    }
}
