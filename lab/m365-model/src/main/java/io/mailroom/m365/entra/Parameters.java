package io.mailroom.m365.entra;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** Decoded query or form parameters in the order given; of a repeated name the first counts. */
public final class Parameters {
    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    public static Parameters of(Map<String, String> values) {
        return new Parameters(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    public static Parameters parse(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        StringTokenizer pairs = new StringTokenizer(encoded, "&");
        while (pairs.hasMoreTokens()) {
            String pair = pairs.nextToken();
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            values.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return of(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value, or nothing when the parameter is absent or empty. */
    public Optional<String> filled(String name) {
        return get(name).filter(value -> !value.isEmpty());
    }

    public Set<String> names() {
        return values.keySet();
    }

    public Map<String, String> asMap() {
        return values;
    }
}
