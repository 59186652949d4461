package io.mailroom.model.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Every golden file and the event that must be written exactly so. */
public enum Golden {
    COMMAND_SEND(MailEvents.command(CommandSamples.fullSend(), ResultSamples.RECEIVED)),
    COMMAND_SEND_SHORT(MailEvents.command(CommandSamples.shortSend(), ResultSamples.RECEIVED)),
    COMMAND_SEND_LATER(MailEvents.command(CommandSamples.laterSend(), ResultSamples.RECEIVED)),
    COMMAND_CANCEL(MailEvents.command(CommandSamples.cancel(), ResultSamples.RECEIVED)),
    COMMAND_SYNC(MailEvents.command(CommandSamples.sync(), ResultSamples.RECEIVED)),

    RESULT_SENT(MailEvents.result(ResultSamples.sent())),
    RESULT_SENT_NOT_SEEN(MailEvents.result(ResultSamples.sentButNotSeen())),
    RESULT_SYNCED(MailEvents.result(ResultSamples.synced())),
    RESULT_SYNCED_UNREADABLE(MailEvents.result(ResultSamples.syncedWithoutWhatCannotBeRead())),
    RESULT_REJECTED(MailEvents.result(ResultSamples.rejected())),
    RESULT_REJECTED_NO_CONNECTION(MailEvents.result(ResultSamples.rejectedWithoutConnection())),
    RESULT_REJECTED_CONFLICT(MailEvents.result(ResultSamples.rejectedAsConflict())),
    RESULT_FAILED(MailEvents.result(ResultSamples.failed())),
    RESULT_FAILED_RETRYABLE(MailEvents.result(ResultSamples.failedForNow())),
    RESULT_UNKNOWN(MailEvents.result(ResultSamples.unknown())),
    RESULT_UNKNOWN_DRAFT(MailEvents.result(ResultSamples.unknownWithDraft())),
    RESULT_CANCELLED(MailEvents.result(ResultSamples.cancelled())),

    PROGRESS_ACCEPTED(MailEvents.progress(ResultSamples.accepted())),
    PROGRESS_PARKED_UNTIL(MailEvents.progress(ResultSamples.parkedUntil())),
    PROGRESS_PARKED_FOR_EVENT(MailEvents.progress(ResultSamples.parkedForAnEvent())),

    MAIL_RECEIVED(MailEvents.received(EventSamples.received(), ResultSamples.FINISHED)),
    MAIL_RECEIVED_CROWD(MailEvents.received(EventSamples.receivedByMany(), ResultSamples.FINISHED)),
    MAIL_RECEIVED_BARE(MailEvents.received(EventSamples.bareReceived(), ResultSamples.FINISHED)),

    CONNECTION_CONNECTED(MailEvents.connectionChanged(EventSamples.connected())),
    CONNECTION_NEEDS_RECONNECT(MailEvents.connectionChanged(EventSamples.needsReconnect())),
    CONNECTION_NEEDS_ADMIN(MailEvents.connectionChanged(EventSamples.needsAdmin())),
    CONNECTION_OPERATOR_FAULT(MailEvents.connectionChanged(EventSamples.operatorFault())),
    CONNECTION_DISCONNECTED(MailEvents.connectionChanged(EventSamples.disconnected()));

    private final CloudEvent event;

    Golden(CloudEvent event) {
        this.event = event;
    }

    public CloudEvent event() {
        return event;
    }

    public String type() {
        return event.getType();
    }

    /** As the model writes it now, in CloudEvents' structured form. */
    public JsonNode written() {
        return structured(event);
    }

    /** As the golden file says it must be. */
    public JsonNode file() {
        return Resources.json("golden/" + fileName());
    }

    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    }

    public static JsonNode structured(CloudEvent event) {
        try {
            return MailJson.read(new JsonFormat().serialize(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
