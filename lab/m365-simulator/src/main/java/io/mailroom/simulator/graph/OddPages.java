package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Body;
import io.mailroom.simulator.settings.Settings;
import java.util.regex.Pattern;

/** Delta pages as a server with a fault in it writes them. */
final class OddPages {
    private static final String BROKEN = "brokenHere";

    private OddPages() {}

    static Answer of(Settings settings, ObjectNode page) {
        boolean broken = false;
        for (JsonNode entry : page.path("value")) {
            ObjectNode message = (ObjectNode) entry;
            if (settings.malformedDates() && message.has("receivedDateTime")) {
                message.put("receivedDateTime", "the day before yesterday");
            }
            if (unreadable(settings, message)) {
                message.put(BROKEN, true);
                broken = true;
            }
        }
        return broken
                ? Answer.of(200, "application/json", Body.of(withoutSense(page.toString())))
                : Answer.json(200, page);
    }

    private static boolean unreadable(Settings settings, ObjectNode message) {
        String pattern = settings.unreadableSubjects();
        return !pattern.isEmpty()
                && Pattern.matches(pattern, message.path("subject").asText(""));
    }

    private static String withoutSense(String json) {
        return json.replace("\"" + BROKEN + "\":true", "\"" + BROKEN + "\":tru");
    }
}
