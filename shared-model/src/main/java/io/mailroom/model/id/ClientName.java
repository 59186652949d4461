package io.mailroom.model.id;

import java.util.regex.Pattern;

/**
 * The name of an ERP backend as it stands in topic names: 1 to 32 characters of {@code a-z}, {@code 0-9} and {@code -},
 * starting with a letter. No dot, so that the last part of a topic name is always the whole client name.
 */
public record ClientName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public ClientName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a client name is 1 to 32 characters of a-z, 0-9 and '-', starting with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
