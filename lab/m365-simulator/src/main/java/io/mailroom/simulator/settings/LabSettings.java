package io.mailroom.simulator.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings in force; a change names only what it changes. */
@ApplicationScoped
public class LabSettings {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private volatile Settings current = defaults();

    private static Settings defaults() {
        try {
            return STRICT.readValue(Settings.DEFAULTS, Settings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Settings current() {
        return current;
    }

    /** @throws IllegalArgumentException if a name is unknown or a value does not fit */
    public synchronized Settings change(JsonNode changes) {
        try {
            ObjectNode merged = STRICT.valueToTree(current);
            changes.properties().forEach(change -> merged.set(change.getKey(), asEnumsAreWritten(merged, change)));
            Settings changed = STRICT.treeToValue(merged, Settings.class);
            Pattern.compile(changed.ndrRecipients());
            Pattern.compile(changed.unreadableSubjects());
            current = changed;
            return changed;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** {@code "secondSend": 404} means the same as {@code "404"}. */
    private static JsonNode asEnumsAreWritten(ObjectNode current, Map.Entry<String, JsonNode> change) {
        boolean number =
                change.getValue().isInt() && current.path(change.getKey()).isTextual();
        return number ? TextNode.valueOf(change.getValue().asText()) : change.getValue();
    }

    public synchronized void reset() {
        current = defaults();
    }
}
