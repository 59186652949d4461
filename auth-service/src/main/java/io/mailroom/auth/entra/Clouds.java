package io.mailroom.auth.entra;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The clouds that this deployment knows. */
@Singleton
public class Clouds {
    /** Bound: the settings. */
    private final Map<String, Cloud> byName = new TreeMap<>();

    @Inject
    public Clouds(EntraConfig config) {
        config.clouds().forEach((name, profile) -> byName.put(name, Cloud.of(name, profile)));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public boolean knows(String name) {
        return byName.containsKey(name);
    }

    public Cloud named(String name) {
        Cloud cloud = byName.get(name);
        if (cloud == null) {
            throw new IllegalStateException("mailroom.entra.clouds." + name + " is not configured");
        }
        return cloud;
    }
}
