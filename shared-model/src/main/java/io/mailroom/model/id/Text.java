package io.mailroom.model.id;

/** The one rule that every text identifier obeys: present, bounded, and free of control characters. */
final class Text {
    private Text() {}

    static String bounded(String what, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw new IllegalArgumentException(what + " is 1 to " + longest + " characters long");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " holds a control character");
        }
        return value;
    }
}
