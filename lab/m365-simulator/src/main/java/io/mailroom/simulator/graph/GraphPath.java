package io.mailroom.simulator.graph;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path in any of the spellings Graph takes: keys as segments or in parentheses, functions with or without. */
final class GraphPath {
    private static final Pattern KEYED = Pattern.compile("([A-Za-z]+)\\('(.*)'\\)");

    private GraphPath() {}

    /** The decoded segments after the version. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(path.substring("/v1.0".length()), "/");
        while (tokens.hasMoreTokens()) {
            String segment = decode(tokens.nextToken());
            Matcher keyed = KEYED.matcher(segment);
            if (keyed.matches()) {
                segments.add(keyed.group(1));
                segments.add(keyed.group(2));
            } else {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** Plus signs in a path are plus signs. */
    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GraphRefusal.badRequest("The request URI is not valid.");
        }
    }

    /** A fixed part of a path, without namespace, parentheses and case. */
    static String word(String segment) {
        String word = segment.toLowerCase(Locale.ROOT);
        word = word.startsWith("microsoft.graph.") ? word.substring("microsoft.graph.".length()) : word;
        return word.endsWith("()") ? word.substring(0, word.length() - 2) : word;
    }
}
