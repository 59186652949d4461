package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the newest look came to.
 *
 * @param fit clients that may be worked for
 * @param ids of the commands topics
 * @param everybody why nobody may be; empty for a reason that is a client's own
 * @param at when that look began; empty before the first one
 */
record Judgements(
        Map<ClientName, String> held,
        Set<ClientName> fit,
        Map<ClientName, String> ids,
        Optional<String> everybody,
        Optional<Instant> at) {
    static final Judgements NONE = new Judgements(
            Map.of(), Set.of(), Map.of(), Optional.of("The topics could not be looked at yet."), Optional.empty());

    /** What the brokers left open stays as it was judged before; who was never judged is held. */
    Judgements next(ClusterFacts facts, TopicRules rules, Instant began) {
        var nextHeld = new HashMap<ClientName, String>();
        var nextFit = new HashSet<ClientName>();
        var nextIds = new HashMap<ClientName, String>();
        for (ClientName client : facts.clients()) {
            Optional<String> why = facts.leavesOpen(client) && knows(client)
                    ? Optional.ofNullable(held.get(client))
                    : rules.of(client, facts);
            String before = ids.getOrDefault(client, "");
            nextIds.put(
                    client,
                    facts.topic(TopicNames.commands(client)) instanceof TopicFacts.Described topic
                            ? topic.id()
                            : before);
            why.ifPresentOrElse(sentence -> nextHeld.put(client, sentence), () -> nextFit.add(client));
        }
        Optional<String> all = facts.leavesInternalOpen() && at.isPresent() ? everybody : rules.everybody(facts);
        return new Judgements(Map.copyOf(nextHeld), Set.copyOf(nextFit), Map.copyOf(nextIds), all, Optional.of(began));
    }

    private boolean knows(ClientName client) {
        return fit.contains(client) || held.containsKey(client);
    }

    Set<ClientName> clients() {
        var all = new HashSet<>(fit);
        all.addAll(held.keySet());
        return all;
    }
}
