package io.mailroom.m365.mailbox;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The id of an extended property: {@code Type {guid} Name n}, {@code Type {guid} Id 0x..} or {@code Type 0x..}
 * (facts B6). Exchange answers in one spelling: type capitalized, GUID in lower case; a name keeps its case.
 */
public final class PropertyId {
    private static final Map<String, String> TYPES = Stream.of(
                    "String", "Integer", "Boolean", "SystemTime", "Binary", "Double", "Long", "Short", "CLSID")
            .collect(Collectors.toMap(type -> type.toLowerCase(Locale.ROOT), Function.identity()));
    private static final Pattern FORM = Pattern.compile(
            "(\\w+) (?:\\{([0-9a-fA-F-]{36})\\} (?:Name (\\S.*)|Id (0x[0-9a-fA-F]+))|(0x[0-9a-fA-F]{1,8}))");

    private PropertyId() {}

    /** The id as Exchange spells it, or nothing if it is none. */
    public static Optional<String> normal(String id) {
        Matcher form = FORM.matcher(id);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(TYPES.get(form.group(1).toLowerCase(Locale.ROOT)))
                .map(type -> type + " " + rest(form));
    }

    private static String rest(Matcher form) {
        if (form.group(5) != null) {
            return hex(form.group(5));
        }
        String namespace = "{" + form.group(2).toLowerCase(Locale.ROOT) + "} ";
        return form.group(3) != null ? namespace + "Name " + form.group(3) : namespace + "Id " + hex(form.group(4));
    }

    private static String hex(String number) {
        return "0x" + Long.toHexString(Long.parseLong(number.substring(2), 16));
    }
}
