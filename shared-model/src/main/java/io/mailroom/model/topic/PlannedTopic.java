package io.mailroom.model.topic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as Mailroom needs it.
 *
 * @param partitions that a new one is given
 */
public record PlannedTopic(String name, int partitions, List<TopicSetting> settings) {
    public PlannedTopic {
        settings = List.copyOf(settings);
    }

    /** What a new one is created with, by the names of the settings. */
    public Map<String, String> created() {
        var created = new TreeMap<String, String>();
        settings.forEach(setting -> setting.created().ifPresent(value -> created.put(setting.name(), value)));
        return created;
    }

    /** @throws IllegalArgumentException if the plan says nothing of it */
    public TopicSetting setting(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(this.name + " has no setting " + name));
    }
}
