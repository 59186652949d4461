package io.mailroom.m365.entra;

import java.net.URI;
import java.util.Objects;
import java.util.Set;

/** Exact and case-sensitive, but for the port of a loopback address (facts A3). */
final class RedirectUris {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    private RedirectUris() {}

    static boolean match(String registered, String given) {
        if (registered.equals(given)) {
            return true;
        }
        try {
            return sameButForThePort(URI.create(registered), URI.create(given));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean sameButForThePort(URI registered, URI given) {
        return LOOPBACK.contains(Objects.requireNonNullElse(registered.getHost(), ""))
                && Objects.equals(registered.getScheme(), given.getScheme())
                && Objects.equals(registered.getHost(), given.getHost())
                && Objects.equals(registered.getRawPath(), given.getRawPath())
                && Objects.equals(registered.getRawQuery(), given.getRawQuery())
                && given.getRawFragment() == null
                && given.getRawUserInfo() == null;
    }

    /** What may be registered at all: https, or http on loopback; no fragment, at most 256 characters. */
    static boolean registrable(String uri) {
        try {
            URI parsed = URI.create(uri);
            boolean secure = "https".equals(parsed.getScheme())
                    || ("http".equals(parsed.getScheme())
                            && LOOPBACK.contains(Objects.requireNonNullElse(parsed.getHost(), "")));
            return secure && parsed.getRawFragment() == null && uri.length() <= 256;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
