package io.mailroom.auth.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * A CloudEvent in binary mode, ready for its topic. The record key is the connection id.
 *
 * @param seq its place in the order of the changes
 */
public record OutboxEvent(long seq, String topic, String key, Map<String, String> headers, String data) {
    static OutboxEvent of(ResultSet row) throws SQLException {
        String connectionId = row.getString("connection_id");
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                row.getString("event_id"),
                "ce_source",
                "/mailroom/auth-service",
                "ce_type",
                row.getString("event_type"),
                "ce_time",
                row.getString("event_time"),
                "ce_subject",
                connectionId,
                "ce_datacontenttype",
                "application/json",
                "content-type",
                "application/json");
        return new OutboxEvent(
                row.getLong("seq"), row.getString("topic"), connectionId, headers, row.getString("data"));
    }
}
