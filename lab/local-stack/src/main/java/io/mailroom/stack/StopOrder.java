package io.mailroom.stack;

import io.mailroom.stack.kafka.KafkaPart;
import io.mailroom.stack.process.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who stops before whom: the workers can still finish and commit, then auth-service can still store. */
final class StopOrder {
    private StopOrder() {}

    static List<List<Running>> of(List<Running> all) {
        Map<Integer, List<Running>> groups = all.stream()
                .collect(Collectors.groupingBy(running -> group(running.name()), TreeMap::new, Collectors.toList()));
        return List.copyOf(groups.values());
    }

    private static int group(String name) {
        if (StackParts.isWorker(name)) {
            return 0;
        }
        return name.equals(StackParts.AUTH_SERVICE) ? 1 : 2;
    }

    static Duration patience(String name) {
        return Duration.ofSeconds(name.equals(KafkaPart.NAME) || StackParts.isWorker(name) ? 20 : 10);
    }
}
