package io.mailroom.auth.outbox;

import io.cloudevents.CloudEvent;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.EventJson;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.model.wire.MailJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event that waits to be published. */
@Entity
@Table(name = "outbox")
class OutboxRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long seq;

    String topic;

    @Column(name = "connection_id")
    String connectionId;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_type")
    String eventType;

    @Column(name = "event_time")
    String eventTime;

    @Column(columnDefinition = "text")
    String data;

    @SuppressWarnings("NullAway.Init")
    protected OutboxRow() {}

    OutboxRow(ConnectionChanged changed) {
        CloudEvent event = MailEvents.connectionChanged(changed);
        this.topic = TopicNames.connections(changed.client());
        this.connectionId = changed.connectionId().value();
        this.eventId = event.getId();
        this.eventType = event.getType();
        this.eventTime = Objects.requireNonNull(event.getTime()).toString();
        this.data = MailJson.text(EventJson.data(changed));
    }

    OutboxEvent toEvent() {
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                eventId,
                "ce_source",
                "/mailroom/auth-service",
                "ce_type",
                eventType,
                "ce_time",
                eventTime,
                "ce_subject",
                connectionId,
                "ce_datacontenttype",
                "application/json",
                "content-type",
                "application/json");
        return new OutboxEvent(topic, connectionId, headers, data.getBytes(StandardCharsets.UTF_8));
    }
}
