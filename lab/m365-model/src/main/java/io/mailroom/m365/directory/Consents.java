package io.mailroom.m365.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What each person has allowed each app. */
public final class Consents {
    private final Map<Pair, Set<String>> granted = new ConcurrentHashMap<>();

    private record Pair(String oid, String clientId) {}

    /** One person's consent to one app, for the snapshot and the lab. */
    public record Consent(String oid, String clientId, Set<String> scopes) {}

    public void grant(String oid, String clientId, Collection<String> scopes) {
        granted.compute(new Pair(oid, clientId), (_, old) -> {
            Set<String> all = new TreeSet<>(scopes);
            if (old != null) {
                all.addAll(old);
            }
            return Set.copyOf(all);
        });
    }

    public Set<String> of(String oid, String clientId) {
        return granted.getOrDefault(new Pair(oid, clientId), Set.of());
    }

    public void withdrawAll(String oid) {
        granted.keySet().removeIf(pair -> pair.oid().equals(oid));
    }

    public List<Consent> all() {
        return granted.entrySet().stream()
                .map(e -> new Consent(e.getKey().oid(), e.getKey().clientId(), e.getValue()))
                .toList();
    }

    public void restore(Collection<Consent> saved) {
        saved.forEach(consent -> grant(consent.oid(), consent.clientId(), consent.scopes()));
    }
}
