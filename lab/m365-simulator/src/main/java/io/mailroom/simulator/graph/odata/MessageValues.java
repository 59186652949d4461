package io.mailroom.simulator.graph.odata;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.m365.mailbox.Item;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;

/** The properties by which messages can be filtered and ordered. */
public final class MessageValues {
    private static final Set<String> FILTERABLE = Set.of(
            "internetMessageId",
            "subject",
            "isRead",
            "isDraft",
            "receivedDateTime",
            "sentDateTime",
            "createdDateTime",
            "lastModifiedDateTime",
            "conversationId",
            "hasAttachments",
            "importance",
            "parentFolderId",
            "inferenceClassification",
            "from/emailAddress/address",
            "from/emailAddress/name",
            "sender/emailAddress/address",
            "id");

    private MessageValues() {}

    /** The property in its exact spelling. */
    static String known(String path) {
        return FILTERABLE.stream()
                .filter(name -> name.equalsIgnoreCase(path))
                .findFirst()
                .orElseThrow(() -> BadQuery.unknownProperty(path));
    }

    static String of(Item item, String path) {
        return switch (path) {
            case "id" -> item.id();
            case "parentFolderId" -> item.folderId();
            default -> at(item.properties(), path);
        };
    }

    private static String at(JsonNode properties, String path) {
        return properties.at("/" + path).asText("");
    }

    static boolean isDate(String path) {
        return path.endsWith("DateTime");
    }

    /** Instants compare as times, everything else as text without regard to case, as Exchange does. */
    static int compare(String path, String value, String literal) {
        return isDate(path)
                ? moment(value).compareTo(moment(literal))
                : value.toLowerCase(Locale.ROOT).compareTo(literal.toLowerCase(Locale.ROOT));
    }

    public static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw BadQuery.syntax("Invalid filter clause: '" + text + "' is not a DateTimeOffset.");
        }
    }
}
