package io.mailroom.worker.boot;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.topics.Holds;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How held clients stand in the page of health: the first by name, and how many more. */
final class HeldClients {
    /** The page is read by people and probes; it does not grow with the clients. */
    static final int NAMED = 20;

    private HeldClients() {}

    /** What is told beside the count. */
    static Map<String, String> named(Holds holds) {
        Map<ClientName, String> held = holds.all();
        var named = new LinkedHashMap<String, String>();
        held.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(ClientName::value)))
                .limit(NAMED)
                .forEach(client -> named.put("held." + client.getKey(), client.getValue()));
        if (held.size() > NAMED) {
            named.put("heldMore", "and %d more".formatted(held.size() - NAMED));
        }
        holds.lookedAt().ifPresent(at -> named.put("topicsLookedAt", at.toString()));
        return named;
    }

    /** As a gauge: not a number while nobody knows. */
    static double count(Holds holds) {
        return holds.lookedAt().isEmpty() ? Double.NaN : holds.all().size();
    }
}
