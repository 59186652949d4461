package io.mailroom.auth.outbox;

import io.mailroom.auth.store.OutboxEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The channel {@code connections}. Its scope makes it when first used: at the checks of the start there is none yet. */
@ApplicationScoped
class KafkaEventSender implements EventSender {
    /** Longer than the producer's own delivery timeout, so that a record given up here cannot arrive later. */
    static final Duration DEADLINE = Duration.ofSeconds(15);

    private final MutinyEmitter<byte[]> channel;

    @Inject
    KafkaEventSender(@Channel("connections") MutinyEmitter<byte[]> channel) {
        this.channel = channel;
    }

    @Override
    public void send(OutboxEvent event) {
        RecordHeaders headers = new RecordHeaders();
        event.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(event.topic())
                .withKey(event.key())
                .withHeaders(headers)
                .build();
        try {
            channel.sendMessage(Message.of(event.data().getBytes(StandardCharsets.UTF_8))
                            .addMetadata(metadata))
                    .await()
                    .atMost(DEADLINE);
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NotSent(cause.getClass().getSimpleName());
        }
    }
}
