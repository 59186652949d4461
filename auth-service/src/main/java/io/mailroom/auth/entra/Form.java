package io.mailroom.auth.entra;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Name-value pairs as a query or a form body. It may hold secrets, so it does not print. */
final class Form {
    private final StringBuilder text = new StringBuilder();

    Form add(String name, String value) {
        if (!text.isEmpty()) {
            text.append('&');
        }
        text.append(encoded(name)).append('=').append(encoded(value));
        return this;
    }

    Form copy() {
        Form copy = new Form();
        copy.text.append(text);
        return copy;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    String encodedText() {
        return text.toString();
    }

    @Override
    public String toString() {
        return "Form[redacted]";
    }
}
