package io.mailroom.worker.intake;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** How commands are read; what an operator sets of the connection stays, the rest is Mailroom's. */
final class ConsumerSettings {
    private ConsumerSettings() {}

    static Map<String, Object> of(Map<String, Object> connection, String group) {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        // Each client's partitions are spread by themselves; the default gives one worker all of a client's.
        config.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Also makes the position wait for offsets that are still inside somebody's open transaction.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CommandIntake.MOST_RECORDS_OF_A_POLL);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        // Both threads of the consumer wake up as often as this while there is nothing to fetch (100 ms by default).
        // A longer one makes takeovers longer.
        config.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 250);
        return config;
    }
}
