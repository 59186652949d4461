package io.mailroom.worker.topics;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values stand in a sentence for an operator. */
final class Sentence {
    private static final int LONGEST_SETTING = 60;
    private static final int LONGEST = 300;

    private Sentence() {}

    /** A setting as the brokers tell it, bounded and of printable characters. */
    static String shown(@Nullable String setting) {
        if (setting == null) {
            return "not known";
        }
        return setting.isBlank() ? "empty" : cut(setting, LONGEST_SETTING);
    }

    /** A sentence that somebody else made. */
    static String bounded(String sentence) {
        return cut(sentence, LONGEST);
    }

    private static String cut(String text, int longest) {
        String head = text.length() <= longest ? text : text.substring(0, longest) + "...";
        return head.replaceAll("[^\\x20-\\x7e]", "?");
    }

    static String time(Duration time) {
        if (time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))) {
            return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
        }
        return time.toDays() > 0
                ? "%d d %d h".formatted(time.toDays(), time.toHoursPart())
                : time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
