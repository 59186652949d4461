package io.mailroom.stack.browser;

import java.net.HttpCookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cookies of one session, by host and port. As browsers do for localhost, a Secure one is kept over plain HTTP too;
 * Java's own cookie store would lose it.
 */
final class Cookies {
    private final Map<String, Map<String, String>> byHost = new LinkedHashMap<>();

    void take(URI from, List<String> setCookies) {
        Map<String, String> jar = byHost.computeIfAbsent(from.getAuthority(), host -> new LinkedHashMap<>());
        setCookies.stream().map(HttpCookie::parse).flatMap(List::stream).forEach(cookie -> {
            if (cookie.hasExpired()) {
                jar.remove(cookie.getName());
            } else {
                jar.put(cookie.getName(), cookie.getValue());
            }
        });
    }

    String header(URI to) {
        return byHost.getOrDefault(to.getAuthority(), Map.of()).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
