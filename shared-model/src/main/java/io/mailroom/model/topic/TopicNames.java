package io.mailroom.model.topic;

import io.mailroom.model.id.ClientName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every client has topics of its own, so Kafka's ACLs on them are the authorization. The internal topics belong to
 * Mailroom alone.
 */
public final class TopicNames {
    private static final String COMMANDS = "mail.commands.";

    /** The pattern by which workers subscribe to the commands of every client. */
    public static final Pattern ALL_COMMANDS = Pattern.compile("mail\\.commands\\.[a-z][a-z0-9-]{0,31}");

    /** What was begun and finished; compacted, co-partitioned with the commands. */
    public static final String JOURNAL = "mail.journal";
    /** The delta link of each mailbox folder; compacted, co-partitioned with the commands. */
    public static final String CURSORS = "mail.cursors";
    /** Commands that wait for their time; compacted, co-partitioned with the commands. */
    public static final String PARKED = "mail.parked";

    private TopicNames() {}

    public static String commands(ClientName client) {
        return COMMANDS + client.value();
    }

    public static String results(ClientName client) {
        return "mail.results." + client.value();
    }

    public static String received(ClientName client) {
        return "mail.received." + client.value();
    }

    public static String connections(ClientName client) {
        return "mail.connections." + client.value();
    }

    public static String dead(ClientName client) {
        return "mail.dead." + client.value();
    }

    /** Whose commands a topic carries; empty for a topic that carries none. */
    public static Optional<ClientName> clientOfCommands(String topic) {
        return ALL_COMMANDS.matcher(topic).matches()
                ? Optional.of(new ClientName(topic.substring(COMMANDS.length())))
                : Optional.empty();
    }
}
