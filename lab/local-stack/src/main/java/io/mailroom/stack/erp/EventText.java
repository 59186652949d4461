package io.mailroom.stack.erp;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An event for a program (structured CloudEvents JSON on one line) and for a person (a sentence or a few). */
public final class EventText {
    /** What a command waits for. New ones may come; their code says it alone then. */
    private static final Map<String, String> REASONS = Map.of(
            "",
            "The command was understood.",
            ResultCode.QUEUED.name(),
            "Other commands of the mailbox come first.",
            ResultCode.SCHEDULED.name(),
            "It waits for the time that it names.",
            ResultCode.THROTTLED.name(),
            "Microsoft, or the pace of the mailbox, asks to wait.",
            ResultCode.RECONNECT_REQUIRED.name(),
            "The user must sign in again.",
            ResultCode.ADMIN_REQUIRED.name(),
            "An administrator of the user's tenant must act.",
            ResultCode.OPERATOR_FAULT.name(),
            "Mailroom's own registration with Microsoft is at fault.",
            ResultCode.TOKEN_REFUSED.name(),
            "Microsoft refuses the user's token though it is new.",
            ResultCode.SERVICE_UNAVAILABLE.name(),
            "A service that is needed did not answer.",
            ResultCode.INTERNAL_ERROR.name(),
            "Mailroom itself failed and tries again.");

    private EventText() {}

    public static String json(CloudEvent event) {
        return new String(new JsonFormat().serialize(event), StandardCharsets.UTF_8);
    }

    public static String words(CloudEvent event) {
        JsonNode data = Answers.data(event);
        return switch (event.getType()) {
            case MailResult.TYPE -> result(data);
            case MailProgress.TYPE -> progress(data);
            case MailReceived.TYPE ->
                "RECEIVED from %s: %s"
                                .formatted(
                                        data.at("/from/address").asText(),
                                        data.path("subject").asText())
                        + line("graphMessageId", data)
                        + line("internetMessageId", data);
            case ConnectionChanged.TYPE -> connection(data);
            default -> event.getType() + " " + event.getId();
        };
    }

    private static String result(JsonNode data) {
        String status = data.path("status").asText();
        String code = data.path("code").asText();
        return status + (code.equals(status) ? "" : " " + code) + ": "
                + data.path("message").asText()
                + line("field", data)
                + line("mailbox", data)
                + line("graphMessageId", data)
                + line("internetMessageId", data)
                + line("conversationId", data)
                + line("received", data)
                + line("requestId", data)
                + "%n  %-18s %s".formatted("command", data.at("/command/id").asText());
    }

    private static String progress(JsonNode data) {
        String reason = data.path("reason").asText();
        return data.path("status").asText()
                + (reason.isEmpty() ? "" : " " + reason)
                + (data.hasNonNull("until") ? " until " + data.path("until").asText() : "")
                + ": "
                + REASONS.getOrDefault(reason, "")
                + "%n  %-18s %s".formatted("command", data.at("/command/id").asText());
    }

    private static String connection(JsonNode data) {
        return "%s: connection %s"
                        .formatted(
                                data.path("state").asText(),
                                data.path("connectionId").asText())
                + line("mailbox", data)
                + line("reason", data)
                + line("nextStep", data);
    }

    private static String line(String field, JsonNode data) {
        return data.hasNonNull(field)
                ? "%n  %-18s %s".formatted(field, data.path(field).asText())
                : "";
    }
}
