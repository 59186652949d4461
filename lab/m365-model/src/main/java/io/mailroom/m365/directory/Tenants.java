package io.mailroom.m365.directory;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Every tenant there is. A few sample tenants have fixed ids; any other domain gets one derived from its name. */
public final class Tenants {
    private static final List<Tenant> KNOWN = List.of(
            new Tenant("6f1d0c3a-0000-4000-8000-00000000a001", "mailroom.example"),
            new Tenant("6f1d0c3a-0000-4000-8000-00000000c001", "contoso.example"),
            new Tenant("6f1d0c3a-0000-4000-8000-00000000f001", "fabrikam.example"));

    private final Map<String, Tenant> byIdOrDomain = new ConcurrentHashMap<>();

    public Tenants() {
        KNOWN.forEach(this::add);
    }

    private Tenant add(Tenant tenant) {
        byIdOrDomain.put(tenant.id(), tenant);
        byIdOrDomain.put(tenant.domain(), tenant);
        return tenant;
    }

    public void restore(Collection<Tenant> saved) {
        saved.forEach(this::add);
    }

    public Optional<Tenant> find(String idOrDomain) {
        return Optional.ofNullable(byIdOrDomain.get(idOrDomain.toLowerCase(Locale.ROOT)));
    }

    public Tenant get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("unknown tenant " + id));
    }

    /** The tenant of that id or domain; a domain not seen before becomes a new tenant. */
    public synchronized Tenant findOrCreate(String idOrDomain) {
        return find(idOrDomain).orElseGet(() -> create(idOrDomain.toLowerCase(Locale.ROOT)));
    }

    private Tenant create(String domain) {
        if (!domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
            throw new IllegalArgumentException("not a domain nor a known tenant id: " + domain);
        }
        String id = UUID.nameUUIDFromBytes(("tenant:" + domain).getBytes(StandardCharsets.UTF_8))
                .toString();
        return add(new Tenant(id, domain));
    }

    public List<Tenant> all() {
        return byIdOrDomain.values().stream().distinct().toList();
    }
}
