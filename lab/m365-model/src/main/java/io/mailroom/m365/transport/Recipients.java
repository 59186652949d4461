package io.mailroom.m365.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses in a message. */
public final class Recipients {
    private static final List<String> LISTS = List.of("toRecipients", "ccRecipients", "bccRecipients");

    private Recipients() {}

    public static List<String> addresses(JsonNode message, String list) {
        List<String> addresses = new ArrayList<>();
        message.path(list).forEach(it -> addresses.add(address(it)));
        return addresses;
    }

    /** Everyone a message goes to, each once. */
    public static Set<String> all(JsonNode message) {
        Set<String> all = new LinkedHashSet<>();
        LISTS.forEach(list -> all.addAll(addresses(message, list)));
        return all;
    }

    public static int count(JsonNode message) {
        return LISTS.stream().mapToInt(list -> message.path(list).size()).sum();
    }

    public static String from(JsonNode message) {
        return address(message.path("from"));
    }

    private static String address(JsonNode recipient) {
        return recipient.path("emailAddress").path("address").asText("").strip();
    }
}
