package io.mailroom.model.id;

import java.util.regex.Pattern;

/** One user's consent for one client: 1 to 64 characters of {@code A-Z a-z 0-9 _ -}. The key of every record about it. */
public record ConnectionId(String value) {
    public static final int LONGEST = 64;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST + "}");

    public ConnectionId {
        if (!fits(value)) {
            throw new IllegalArgumentException("a connection id is 1 to 64 characters of A-Z, a-z, 0-9, '_' and '-'");
        }
    }

    /** Whether the text is a connection id, for whoever has only what a stranger wrote. */
    public static boolean fits(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
