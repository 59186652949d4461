package io.mailroom.model.id;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address as Graph takes it in {@code emailAddress.address}: {@code local@domain}, at most 320 characters
 * (RFC 5321 section 4.5.3.1: 64 + 1 + 255). Whether a mailbox stands behind it, only Exchange knows.
 */
public record MailboxAddress(String value) {
    private static final Pattern FORM = Pattern.compile("[^@\\s<>,;:\"()\\[\\]\\\\]{1,64}@[^@\\s<>,;:\"()\\\\]{1,255}");

    public MailboxAddress {
        Text.bounded("a mail address", value, 320);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a mail address has the form local@domain");
        }
    }

    /** The form to compare by: Exchange ignores case in the whole address. */
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
