package io.mailroom.model.id;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail address as Graph takes it in {@code emailAddress.address}: {@code local@domain}, at most 320 characters
 * (RFC 5321 section 4.5.3.1: 64 + 1 + 255). The local part is a dot-string or a quoted string (RFC 5321 section 4.1.2),
 * also beyond ASCII (RFC 6531); the domain is one that has an A-label form (RFC 5891) or a literal in brackets. Whether a
 * mailbox stands behind it, only Exchange knows.
 */
public record MailboxAddress(String value) {
    /** Characters: 64 before the @, 255 behind it. */
    public static final int LONGEST = 320;

    private static final Pattern FORM = Pattern.compile(
            "(?:[^@\\s<>,;:\"()\\[\\]\\\\]{1,64}|\"(?:[^\"\\\\]|\\\\.){1,62}\")@([^@\\s<>,;:\"()\\\\]{1,255})");

    public MailboxAddress {
        Text.bounded("a mail address", value, LONGEST);
        Matcher form = FORM.matcher(value);
        if (!form.matches() || dotsAstray(value) || !domain(form.group(1))) {
            throw new IllegalArgumentException("a mail address has the form local@domain");
        }
    }

    private static boolean dotsAstray(String value) {
        return !value.startsWith("\"") && (value.startsWith(".") || value.contains("..") || value.contains(".@"));
    }

    private static boolean domain(String domain) {
        if (domain.startsWith("[")) {
            return domain.endsWith("]");
        }
        try {
            return !domain.endsWith(".") && IDN.toASCII(domain).length() <= 255;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
