package io.mailroom.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the described path of a request path in any of the spellings Graph takes (facts B1). */
final class PathTemplates {
    private static final Pattern KEY_IN_PARENTHESES = Pattern.compile("([A-Za-z]+)\\('([^']*)'\\)");

    private final JsonNode paths;

    PathTemplates(JsonNode paths) {
        this.paths = paths;
    }

    Optional<JsonNode> find(String path) {
        List<String> segments = segments(path);
        return paths.properties().stream()
                .filter(entry -> fits(segments(entry.getKey()), segments))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** {@code mailFolders('x')} becomes two segments; the namespace and empty parentheses of a function are optional. */
    private static List<String> segments(String path) {
        String withoutVersion = path.startsWith("/v1.0") ? path.substring("/v1.0".length()) : path;
        List<String> segments = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(withoutVersion, "/");
        while (tokens.hasMoreTokens()) {
            String segment = tokens.nextToken();
            Matcher keyed = KEY_IN_PARENTHESES.matcher(segment);
            if (keyed.matches()) {
                segments.add(keyed.group(1));
                segments.add(keyed.group(2));
            } else {
                segments.add(segment.replace("microsoft.graph.", "").replace("()", ""));
            }
        }
        return segments;
    }

    private static boolean fits(List<String> template, List<String> given) {
        if (template.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            boolean key = template.get(i).startsWith("{");
            if (!key
                    && !template.get(i)
                            .toLowerCase(Locale.ROOT)
                            .equals(given.get(i).toLowerCase(Locale.ROOT))) {
                return false;
            }
            if (key && given.get(i).equals("delta")) {
                return false;
            }
        }
        return true;
    }
}
