package io.mailroom.model.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The model as CloudEvents 1.0. The id of what a worker says is derived from what it speaks of, so that an event that is
 * written again is recognised by its id; auth-service keeps its events with their ids until they are published.
 */
public final class MailEvents {
    private static final URI WORKER = URI.create("/mailroom/mail-worker");
    private static final URI AUTH = URI.create("/mailroom/auth-service");

    private MailEvents() {}

    public static CloudEvent command(MailCommand command, Instant at) {
        return event(
                command.key().id(),
                URI.create(command.key().source()),
                command.type(),
                command.connection().value(),
                at,
                CommandJson.data(command));
    }

    public static CloudEvent result(MailResult result) {
        CommandRef command = result.facts().command();
        return event(
                derivedId(command, resultStation(result)),
                WORKER,
                MailResult.TYPE,
                command.connectionId(),
                result.facts().timings().finishedAt(),
                ResultJson.data(result));
    }

    public static CloudEvent progress(MailProgress progress) {
        ObjectNode data = ResultJson.data(progress);
        return event(
                derivedId(progress.command(), data.path("status").asText() + progress.at()),
                WORKER,
                MailProgress.TYPE,
                progress.command().connectionId(),
                progress.at(),
                data);
    }

    public static CloudEvent received(MailReceived mail, Instant at) {
        return event(
                nameBased(mail.connectionId().value() + '\n' + mail.graphMessageId()),
                WORKER,
                MailReceived.TYPE,
                mail.connectionId().value(),
                at,
                EventJson.data(mail));
    }

    public static CloudEvent connectionChanged(ConnectionChanged changed) {
        return event(
                changed.eventId(),
                AUTH,
                ConnectionChanged.TYPE,
                changed.connectionId().value(),
                changed.changedAt(),
                EventJson.data(changed));
    }

    /**
     * A rejection answers one record, not the command: a corrected command may come under the same key, and a conflicting
     * one must not look like the answer to the first.
     */
    private static String resultStation(MailResult result) {
        RecordRef record = result.facts().command().record();
        return result.ending() instanceof Ending.Rejected
                ? "rejected " + record.partition() + ' ' + record.offset()
                : "result";
    }

    /** The topic stands for the client, and each mailbox has its own history. No part can hold the separator. */
    private static String derivedId(CommandRef command, String station) {
        return nameBased(String.join(
                "\n",
                command.record().topic(),
                Objects.requireNonNullElse(command.connectionId(), ""),
                command.key().source(),
                command.key().id(),
                station));
    }

    private static String nameBased(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static CloudEvent event(
            String id, URI source, String type, @Nullable String subject, Instant at, ObjectNode data) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(id)
                .withSource(source)
                .withType(type)
                .withTime(at.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
                .withData("application/json", MailJson.bytes(data));
        return (subject == null ? event : event.withSubject(subject)).build();
    }
}
