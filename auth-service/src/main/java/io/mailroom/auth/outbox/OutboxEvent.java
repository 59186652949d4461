package io.mailroom.auth.outbox;

import java.util.Map;

/** A CloudEvent in binary mode, ready for its topic. The record key is the connection id. */
final class OutboxEvent {
    private final String topic;
    private final String key;
    private final Map<String, String> headers;
    private final byte[] data;

    OutboxEvent(String topic, String key, Map<String, String> headers, byte[] data) {
        this.topic = topic;
        this.key = key;
        this.headers = headers;
        this.data = data;
    }

    String topic() {
        return topic;
    }

    String key() {
        return key;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] data() {
        return data;
    }
}
