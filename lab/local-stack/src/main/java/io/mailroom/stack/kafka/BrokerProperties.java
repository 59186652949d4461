package io.mailroom.stack.kafka;

import java.util.LinkedHashMap;
import java.util.Map;

/** The broker's configuration: one replica of everything, reachable from this machine only, quick to notice the dead. */
final class BrokerProperties {
    private BrokerProperties() {}

    static Map<String, String> of(int port, int controllerPort, String data) {
        Map<String, String> values = common(controllerPort, data);
        values.put("process.roles", "broker,controller");
        values.put("listeners", "BROKER://127.0.0.1:%d,%s".formatted(port, controllerListener(controllerPort)));
        values.put("advertised.listeners", "BROKER://127.0.0.1:%d".formatted(port));
        values.put("inter.broker.listener.name", "BROKER");
        // Only declared topics: a misspelt name is an error, not a new topic.
        values.put("auto.create.topics.enable", "false");
        singleReplica(values);
        recovery(values);
        return values;
    }

    /** The same without the broker, for {@link FormerBroker}: whoever does not report at once is dead. */
    static Map<String, String> ofController(int controllerPort, String data) {
        Map<String, String> values = common(controllerPort, data);
        values.put("process.roles", "controller");
        values.put("listeners", controllerListener(controllerPort));
        values.put("broker.session.timeout.ms", "200");
        values.put("broker.heartbeat.interval.ms", "100");
        return values;
    }

    private static Map<String, String> common(int controllerPort, String data) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("node.id", "1");
        values.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        values.put("controller.listener.names", "CONTROLLER");
        values.put("controller.quorum.bootstrap.servers", "127.0.0.1:%d".formatted(controllerPort));
        values.put("log.dirs", data);
        return values;
    }

    private static String controllerListener(int controllerPort) {
        return "CONTROLLER://127.0.0.1:%d".formatted(controllerPort);
    }

    private static void singleReplica(Map<String, String> values) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            values.put(topic + ".replication.factor", "1");
        }
        values.put("transaction.state.log.min.isr", "1");
        values.put("share.coordinator.state.topic.min.isr", "1");
        values.put("offsets.topic.num.partitions", "12");
        values.put("transaction.state.log.num.partitions", "12");
    }

    /** A crashed broker is back, and a crashed worker's partitions move, within seconds instead of most of a minute. */
    private static void recovery(Map<String, String> values) {
        // The only broker has nobody to hand its partitions to, so it is not fenced for being stopped for a while; one
        // that crashed is fenced before it starts again, see FormerBroker.
        values.put("broker.session.timeout.ms", "60000");
        values.put("broker.heartbeat.interval.ms", "300");
        values.put("offsets.topic.segment.bytes", "1048576");
        values.put("log.cleaner.backoff.ms", "3000");
        values.put("group.coordinator.rebalance.protocols", "classic,consumer");
        values.put("group.initial.rebalance.delay.ms", "0");
        values.put("group.consumer.min.session.timeout.ms", "2000");
        values.put("group.consumer.session.timeout.ms", "4000");
        values.put("group.consumer.min.heartbeat.interval.ms", "200");
        values.put("group.consumer.heartbeat.interval.ms", "1000");
    }

    static Map<String, String> logging() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("rootLogger.level", "info");
        values.put("rootLogger.appenderRef.out.ref", "out");
        // While the broker is fenced it says the same some thousand times a second.
        values.put("logger.markers.name", "kafka.coordinator.transaction.TransactionMarkerRequestCompletionHandler");
        values.put("logger.markers.level", "warn");
        values.put("appender.out.type", "Console");
        values.put("appender.out.name", "out");
        values.put("appender.out.layout.type", "PatternLayout");
        values.put("appender.out.layout.pattern", "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%t] %c{1}: %m%n");
        return values;
    }
}
