package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the newest look came to.
 *
 * @param clients why each of them may not be worked for; empty if it may
 * @param ids of topics, by name, as of the newest look that found them
 * @param everybody why nobody may be; empty for a reason that is a client's own
 * @param at when that look began; empty before the first one
 */
record Judgements(
        Map<ClientName, Optional<String>> clients,
        Map<String, String> ids,
        Optional<String> everybody,
        Optional<Instant> at) {
    static final Judgements NONE =
            new Judgements(Map.of(), Map.of(), Optional.of("The topics could not be looked at yet."), Optional.empty());

    /** What the brokers left open stays as it was judged before; who was never judged is held. */
    Judgements next(ClusterFacts facts, TopicRules rules, Instant began) {
        var next = new HashMap<ClientName, Optional<String>>();
        for (ClientName client : facts.clients()) {
            Optional<String> before = clients.get(client);
            next.put(client, before != null && facts.leavesOpen(client) ? before : rules.of(client, facts));
        }
        Optional<String> all = facts.leavesInternalOpen() && at.isPresent() ? everybody : rules.everybody(facts);
        return new Judgements(Map.copyOf(next), idsNow(facts), all, Optional.of(began));
    }

    /** What the brokers left open is as it was. */
    private Map<String, String> idsNow(ClusterFacts facts) {
        var now = new HashMap<String, String>();
        for (TopicFacts topic : facts.topics().values()) {
            switch (topic) {
                case TopicFacts.Described described -> now.put(described.name(), described.id());
                case TopicFacts.Unknown(String name, String _) -> now.computeIfAbsent(name, ids::get);
                case TopicFacts.Absent _, TopicFacts.Forbidden _ -> {}
            }
        }
        return Map.copyOf(now);
    }
}
