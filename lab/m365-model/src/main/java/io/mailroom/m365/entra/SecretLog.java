package io.mailroom.m365.entra;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every code, token and secret ever issued or accepted, in clear: what a search for leaks looks for. */
public class SecretLog {
    private final InstantSource clock;
    private final Map<String, Entry> byValue = new LinkedHashMap<>();

    /** Public because the lab prints it: nothing here protects anything. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            String kind,
            String value,
            String fingerprint,
            @Nullable String clientId,
            @Nullable String account,
            Instant at,
            @Nullable Instant expiresAt) {}

    SecretLog(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void add(
            String kind,
            String value,
            @Nullable String clientId,
            @Nullable String account,
            @Nullable Instant expiresAt) {
        byValue.putIfAbsent(
                kind + value,
                new Entry(kind, value, Fingerprint.of(value), clientId, account, clock.instant(), expiresAt));
    }

    public synchronized List<Entry> all() {
        return new ArrayList<>(byValue.values());
    }

    public synchronized void restore(Collection<Entry> saved) {
        saved.forEach(entry -> byValue.put(entry.kind() + entry.value(), entry));
    }
}
