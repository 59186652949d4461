package io.mailroom.m365.entra;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The codes and opaque tokens in force, and those that no longer are but are still recognized. */
public class TokenVault {
    private final Map<String, IssuedCode> codes = new ConcurrentHashMap<>();
    private final Map<String, AccessGrant> access = new ConcurrentHashMap<>();
    private final Map<String, RefreshGrant> refresh = new ConcurrentHashMap<>();

    void put(String code, IssuedCode issued) {
        codes.put(code, issued);
    }

    Optional<IssuedCode> code(String code) {
        return Optional.ofNullable(codes.get(code));
    }

    /** True for exactly one caller of those who come with the same code. */
    boolean spend(String code, IssuedCode issued) {
        return codes.replace(code, issued, issued.spent());
    }

    void put(String token, AccessGrant grant) {
        access.put(token, grant);
    }

    /** Graph takes none of the person's access tokens any more, whatever their life was. */
    public void endAccess(String oid, Instant when) {
        access.replaceAll((_, grant) -> grant.oid().equals(oid) ? grant.endedAt(when) : grant);
    }

    public Optional<AccessGrant> access(String token) {
        return Optional.ofNullable(access.get(token));
    }

    void put(String token, RefreshGrant grant) {
        refresh.put(token, grant);
    }

    Optional<RefreshGrant> refresh(String token) {
        return Optional.ofNullable(refresh.get(token));
    }

    void use(String token, Instant when) {
        refresh.computeIfPresent(token, (_, grant) -> grant.used(when));
    }

    public Map<String, AccessGrant> accessTokens() {
        return Map.copyOf(access);
    }

    public Map<String, RefreshGrant> refreshTokens() {
        return Map.copyOf(refresh);
    }

    public void restore(Map<String, AccessGrant> accessTokens, Map<String, RefreshGrant> refreshTokens) {
        access.putAll(accessTokens);
        refresh.putAll(refreshTokens);
    }
}
