package io.mailroom.stack;

import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to start, and where.
 *
 * @param workers how many mail-workers; more or fewer than are alive are started or stopped
 * @param usualPorts false: free ports only, so that several stacks fit on one machine
 * @param services false: PostgreSQL and Kafka alone
 * @param patience how long one part may take until it is ready
 * @param settings further configuration of a part, by its name; {@code mail-worker} is all workers
 */
public record StackOptions(
        Checkout checkout,
        StackHome home,
        int workers,
        boolean usualPorts,
        boolean services,
        Duration patience,
        Map<String, Map<String, String>> settings) {

    public StackOptions {
        if (workers < 0 || workers > 32) {
            throw new IllegalArgumentException("0 to 32 workers, not " + workers);
        }
        settings = Map.copyOf(settings);
    }

    /** The whole stack with one worker, on the usual ports. */
    public static StackOptions in(Checkout checkout, StackHome home) {
        return new StackOptions(checkout, home, 1, true, true, Duration.ofMinutes(2), Map.of());
    }

    public StackOptions withWorkers(int number) {
        return new StackOptions(checkout, home, number, usualPorts, services, patience, settings);
    }

    public StackOptions withFreePorts() {
        return new StackOptions(checkout, home, workers, false, services, patience, settings);
    }

    public StackOptions withoutServices() {
        return new StackOptions(checkout, home, 0, usualPorts, false, patience, settings);
    }

    public StackOptions withPatience(Duration ofOnePart) {
        return new StackOptions(checkout, home, workers, usualPorts, services, ofOnePart, settings);
    }

    /** One more configuration value for a part. */
    public StackOptions with(String part, String key, String value) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>(settings);
        Map<String, String> ofPart = new LinkedHashMap<>(all.getOrDefault(part, Map.of()));
        ofPart.put(key, value);
        all.put(part, Map.copyOf(ofPart));
        return new StackOptions(checkout, home, workers, usualPorts, services, patience, all);
    }

    public Map<String, String> settingsOf(String part) {
        return settings.getOrDefault(part, Map.of());
    }
}
