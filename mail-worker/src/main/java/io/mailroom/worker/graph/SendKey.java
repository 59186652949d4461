package io.mailroom.worker.graph;

import java.util.regex.Pattern;

/**
 * What marks a mail as the one that a command asked for: 32 to 64 lower-case hex digits. Lower case, because Exchange
 * compares the values of extended properties without regard to case.
 */
public record SendKey(String value) {
    /**
     * The named property that holds the key. One for all of Mailroom and for ever: each new name takes a slot of every
     * mailbox, and only the same form of the same name finds it again (Graph: extended properties overview).
     */
    public static final String PROPERTY = "String {6c1f4f5e-2b0d-4a6e-9a55-7d0f3c8e21b4} Name MailroomCommandKey";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32,64}");

    public SendKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a send key is 32 to 64 lower-case hex digits");
        }
    }

    /** The OData filter that finds what carries this key (Graph: singleValueLegacyExtendedProperty-get). */
    String filter() {
        return "singleValueExtendedProperties/Any(ep: ep/id eq '" + PROPERTY + "' and ep/value eq '" + value + "')";
    }
}
