package io.mailroom.m365.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registered apps by client id. */
public final class Apps {
    private final Map<String, AppRegistration> byClientId = new ConcurrentHashMap<>();

    public void put(AppRegistration app) {
        byClientId.put(app.clientId(), app);
    }

    public Optional<AppRegistration> find(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }

    public boolean remove(String clientId) {
        return byClientId.remove(clientId) != null;
    }

    public List<AppRegistration> all() {
        return List.copyOf(byClientId.values());
    }

    public void restore(Collection<AppRegistration> saved) {
        saved.forEach(this::put);
    }
}
