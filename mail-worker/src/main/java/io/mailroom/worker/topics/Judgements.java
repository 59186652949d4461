package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the newest look came to.
 *
 * @param fit clients that may be worked for
 * @param ids of topics, by name, as of the newest look that found them
 * @param everybody why nobody may be; empty for a reason that is a client's own
 * @param at when that look began; empty before the first one
 */
record Judgements(
        Map<ClientName, String> held,
        Set<ClientName> fit,
        Map<String, String> ids,
        Optional<String> everybody,
        Optional<Instant> at) {
    static final Judgements NONE = new Judgements(
            Map.of(), Set.of(), Map.of(), Optional.of("The topics could not be looked at yet."), Optional.empty());

    /** What the brokers left open stays as it was judged before; who was never judged is held. */
    Judgements next(ClusterFacts facts, TopicRules rules, Instant began) {
        var nextHeld = new HashMap<ClientName, String>();
        var nextFit = new HashSet<ClientName>();
        for (ClientName client : facts.clients()) {
            Optional<String> why = facts.leavesOpen(client) && knows(client)
                    ? Optional.ofNullable(held.get(client))
                    : rules.of(client, facts);
            why.ifPresentOrElse(sentence -> nextHeld.put(client, sentence), () -> nextFit.add(client));
        }
        Optional<String> all = facts.leavesInternalOpen() && at.isPresent() ? everybody : rules.everybody(facts);
        return new Judgements(Map.copyOf(nextHeld), Set.copyOf(nextFit), idsNow(facts), all, Optional.of(began));
    }

    /** What the brokers left open is as it was. */
    private Map<String, String> idsNow(ClusterFacts facts) {
        return facts.topics().values().stream()
                .flatMap(this::idNow)
                .collect(Collectors.toUnmodifiableMap(Id::topic, Id::id));
    }

    private Stream<Id> idNow(TopicFacts topic) {
        return switch (topic) {
            case TopicFacts.Described described -> Stream.of(new Id(described.name(), described.id()));
            case TopicFacts.Unknown(String name, String _) ->
                Optional.ofNullable(ids.get(name)).map(id -> new Id(name, id)).stream();
            case TopicFacts.Absent _, TopicFacts.Forbidden _ -> Stream.of();
        };
    }

    private record Id(String topic, String id) {}

    private boolean knows(ClientName client) {
        return fit.contains(client) || held.containsKey(client);
    }

    Set<ClientName> clients() {
        var all = new HashSet<>(fit);
        all.addAll(held.keySet());
        return all;
    }
}
