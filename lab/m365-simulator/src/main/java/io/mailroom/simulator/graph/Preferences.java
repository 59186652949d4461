package io.mailroom.simulator.graph;

import io.mailroom.simulator.exchange.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/**
 * The Prefer header, good for this request alone.
 *
 * @param bodyType text, html, or empty for as stored
 */
record Preferences(boolean immutableIds, OptionalInt maxPageSize, String bodyType, boolean unsafeHtml) {

    static Preferences of(Call call) {
        boolean immutable = false;
        OptionalInt pageSize = OptionalInt.empty();
        String bodyType = "";
        boolean unsafe = false;
        StringTokenizer values = new StringTokenizer(call.header("prefer").orElse(""), ",;");
        while (values.hasMoreTokens()) {
            String value = values.nextToken().strip().replace("\"", "").toLowerCase(Locale.ROOT);
            immutable |= value.equals("idtype=immutableid");
            unsafe |= value.equals("outlook.allow-unsafe-html");
            if (value.startsWith("odata.maxpagesize=")) {
                pageSize = number(value.substring(value.indexOf('=') + 1));
            }
            if (value.startsWith("outlook.body-content-type=")) {
                bodyType = value.substring(value.indexOf('=') + 1);
            }
        }
        return new Preferences(immutable, pageSize, bodyType, unsafe);
    }

    private static OptionalInt number(String text) {
        return text.matches("[1-9]\\d{0,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** What Preference-Applied says. */
    List<String> applied() {
        List<String> applied = new ArrayList<>();
        if (immutableIds) {
            applied.add("IdType=\"ImmutableId\"");
        }
        if (!bodyType.isEmpty()) {
            applied.add("outlook.body-content-type=\"" + bodyType + "\"");
        }
        return applied;
    }
}
