package io.mailroom.model.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.result.ResultFacts;
import io.mailroom.model.result.SentMail;
import io.mailroom.model.result.Timings;

/** Writes the data of results and of progress events. */
public final class ResultJson {
    private ResultJson() {}

    public static ObjectNode data(MailResult result) {
        ObjectNode data = command(result.facts().command());
        Ending ending = result.ending();
        data.put("status", status(ending));
        data.put("code", ending.code().name());
        data.put("message", ending.message());
        data.put("retryable", ending instanceof Ending.Failed failed && failed.retryable());
        switch (ending) {
            case Ending.Sent sent -> sent(data, sent.mail());
            case Ending.Synced synced -> synced(data, synced);
            case Ending.Rejected rejected -> MailJson.putIfPresent(data, "field", rejected.field());
            case Ending.Unknown unknown when unknown.known() != null -> sent(data, unknown.known());
            case Ending.Unknown _, Ending.Failed _, Ending.Cancelled _ -> {}
        }
        facts(data, result.facts());
        return data;
    }

    /** The word by which a person sorts results. */
    public static String status(Ending ending) {
        return switch (ending) {
            case Ending.Sent _ -> "SENT";
            case Ending.Synced _ -> "SYNCED";
            case Ending.Rejected _ -> "REJECTED";
            case Ending.Failed _ -> "FAILED";
            case Ending.Unknown _ -> "UNKNOWN";
            case Ending.Cancelled _ -> "CANCELLED";
        };
    }

    public static ObjectNode data(MailProgress progress) {
        ObjectNode data = command(progress.command());
        switch (progress) {
            case MailProgress.Accepted _ -> data.put("status", "ACCEPTED");
            case MailProgress.Parked parked -> {
                data.put("status", "PARKED").put("reason", parked.reason().name());
                MailJson.putIfPresent(data, "until", parked.until());
            }
        }
        MailJson.putIfPresent(data, "at", progress.at());
        data.set("record", record(progress.command().record()));
        return data;
    }

    private static ObjectNode command(CommandRef command) {
        ObjectNode data = MailJson.object();
        data.putObject("command")
                .put("source", command.key().source())
                .put("id", command.key().id())
                .put("type", command.type());
        MailJson.putIfPresent(data, "connectionId", command.connectionId());
        return data;
    }

    private static void synced(ObjectNode data, Ending.Synced synced) {
        data.put("received", synced.received());
        if (synced.unreadable() > 0) {
            data.put("unreadable", synced.unreadable());
        }
    }

    private static void sent(ObjectNode data, SentMail mail) {
        MailJson.putIfPresent(data, "graphMessageId", mail.graphMessageId());
        MailJson.putIfPresent(data, "internetMessageId", mail.internetMessageId());
        MailJson.putIfPresent(data, "conversationId", mail.conversationId());
        data.put("sentItemsConfirmed", mail.sentItemsConfirmed());
    }

    private static void facts(ObjectNode data, ResultFacts facts) {
        if (facts.mailbox() != null) {
            data.put("mailbox", facts.mailbox().value());
        }
        MailJson.putIfPresent(data, "requestId", facts.requestId());
        data.put("attempts", facts.attempts());
        data.set("timings", timings(facts.timings()));
        data.set("record", record(facts.command().record()));
    }

    private static ObjectNode timings(Timings timings) {
        ObjectNode node = MailJson.object();
        MailJson.putIfPresent(node, "receivedAt", timings.receivedAt());
        MailJson.putIfPresent(node, "startedAt", timings.startedAt());
        MailJson.putIfPresent(node, "submittedAt", timings.submittedAt());
        MailJson.putIfPresent(node, "finishedAt", timings.finishedAt());
        return node;
    }

    private static ObjectNode record(RecordRef record) {
        return MailJson.object()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset());
    }
}
