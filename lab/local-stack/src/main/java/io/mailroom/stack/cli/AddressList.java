package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses as people write them: {@code a@b}, {@code Name <a@b>} or {@code "Name, with a comma" <a@b>}, with commas
 * between them. Whether they are addresses is not asked here.
 */
final class AddressList {
    private AddressList() {}

    static ArrayNode of(List<String> lines) {
        ArrayNode recipients = MailJson.object().arrayNode();
        lines.stream()
                .flatMap(line -> parts(line).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> recipients.add(recipient(part)));
        return recipients;
    }

    /** Commas between quotes or angle brackets part nothing. */
    private static List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            switch (line.charAt(i)) {
                case '\\' -> i += quoted ? 1 : 0;
                case '"' -> quoted = !quoted;
                case '<' -> bracketed |= !quoted;
                case '>' -> bracketed &= quoted;
                case ',' -> {
                    if (!quoted && !bracketed) {
                        parts.add(line.substring(from, i));
                        from = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(line.substring(from));
        return parts;
    }

    private static ObjectNode recipient(String part) {
        int bracket = part.lastIndexOf('<');
        if (bracket < 0 || !part.endsWith(">")) {
            return MailJson.object().put("address", part);
        }
        ObjectNode recipient = MailJson.object()
                .put("address", part.substring(bracket + 1, part.length() - 1).strip());
        String name = unquoted(part.substring(0, bracket).strip());
        return name.isEmpty() ? recipient : recipient.put("name", name);
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1")
                : name;
    }
}
