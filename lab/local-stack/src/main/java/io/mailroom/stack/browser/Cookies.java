package io.mailroom.stack.browser;

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
        for (String line : setCookies) {
            String pair = line.split(";", 2)[0];
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = pair.substring(0, equals).strip();
                if (line.toLowerCase(java.util.Locale.ROOT).contains("max-age=0")) {
                    jar.remove(name);
                } else {
                    jar.put(name, pair.substring(equals + 1).strip());
                }
            }
        }
    }

    String header(URI to) {
        return byHost.getOrDefault(to.getAuthority(), Map.of()).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
