package io.mailroom.stack.erp;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Recognises which event answers what. */
public final class Answers {
    private Answers() {}

    /** The one final result of a command. */
    public static Predicate<CloudEvent> resultOf(CloudEvent command) {
        return event -> event.getType().equals(MailResult.TYPE) && names(event, command);
    }

    /** Its result, and what comes before it. */
    public static Predicate<CloudEvent> about(CloudEvent command) {
        return event ->
                (event.getType().equals(MailResult.TYPE) || event.getType().equals(MailProgress.TYPE))
                        && names(event, command);
    }

    private static boolean names(CloudEvent event, CloudEvent command) {
        JsonNode named = data(event).path("command");
        return named.path("id").asText().equals(command.getId())
                && named.path("source").asText().equals(command.getSource().toString());
    }

    /**
     * How an invitation ended. A person who was connected before keeps that connection, whatever id the invitation
     * promised.
     */
    public static Predicate<CloudEvent> endOf(AuthApi.Invitation invitation, String address) {
        return event -> event.getType().equals(ConnectionChanged.TYPE)
                && (invitation.connectionId().equals(event.getSubject())
                        || data(event).path("mailbox").asText().equalsIgnoreCase(address));
    }

    public static Predicate<CloudEvent> received(String connection, String subject) {
        return event -> event.getType().equals(MailReceived.TYPE)
                && connection.equals(event.getSubject())
                && data(event).path("subject").asText().equals(subject);
    }

    public static JsonNode data(CloudEvent event) {
        CloudEventData data = event.getData();
        return data == null ? MailJson.object() : json(data.toBytes());
    }

    public static JsonNode json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode json(byte[] text) {
        try {
            return MailJson.read(text);
        } catch (IOException e) {
            throw new StackFailure("An answer is no JSON.", e);
        }
    }
}
