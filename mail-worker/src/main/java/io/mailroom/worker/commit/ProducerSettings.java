package io.mailroom.worker.commit;

import io.mailroom.model.command.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the producer of a client's transactions is set. */
final class ProducerSettings {
    /** The client reckons a record's size from above, by some tens of bytes. */
    private static final int RECKONING = 1_024;

    private ProducerSettings() {}

    static Map<String, Object> of(Map<String, Object> connection, String transactionalId, Duration timeout) {
        var config = new HashMap<>(connection);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                timeout.dividedBy(2).toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int)
                timeout.multipliedBy(3).toMillis());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.KEPT_RECORD_BYTES + RECKONING);
        // What was taken uncompressed goes on as large as it came; compressed again, it could outgrow its topic.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return config;
    }
}
