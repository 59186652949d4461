package io.mailroom.model.id;

/**
 * Text of somebody else's (a client, Microsoft, whoever wrote to a mailbox) as it may go on: bounded, without control
 * characters, and without half a surrogate pair, which no UTF-8 can say. Text for people is cut and mended; of an id,
 * whatever is not as it came names something else, so such an id is none.
 */
public final class ForeignText {
    private static final char MENDED = '\uFFFD';

    private ForeignText() {}

    /** One line for people: runs of control characters are one space. */
    public static String line(String text, int longest) {
        var clean = new StringBuilder(Math.min(text.length(), longest));
        boolean gap = false;
        for (int i = 0; i < text.length() && clean.length() < longest; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                gap = true;
                continue;
            }
            if (gap && !clean.isEmpty()) {
                clean.append(' ');
            }
            gap = false;
            clean.append(half(text, i) ? MENDED : c);
        }
        return cut(clean, longest).strip();
    }

    /** Whether it is bounded and holds nothing that had to be cleaned. */
    public static boolean faithful(String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || half(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static String cut(StringBuilder text, int longest) {
        int end = Math.min(text.length(), longest);
        boolean split = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, split ? end - 1 : end);
    }

    private static boolean half(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
