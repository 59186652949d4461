package io.mailroom.systemtests;

import io.mailroom.model.command.MailCommand;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.time.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whoever sets up topics, well or badly. */
final class TopicAdmin implements AutoCloseable {
    private final Broker broker;
    private final Admin admin;

    TopicAdmin(Broker broker) {
        this.broker = broker;
        this.admin = broker.admin();
    }

    void create(Collection<NewTopic> topics) {
        done(admin.createTopics(topics).all());
    }

    void delete(String topic) {
        done(admin.deleteTopics(List.of(topic)).all());
    }

    void deleteAllOf(String client) {
        Set<String> topics = done(admin.listTopics().names());
        topics.stream().filter(topic -> topic.endsWith("." + client)).forEach(this::deleteIfThere);
    }

    /** A list of topics may still name one that is gone. */
    private void deleteIfThere(String topic) {
        try {
            delete(topic);
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
    }

    void grow(String topic, int partitions) {
        done(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
    }

    void set(String topic, String setting, String value) {
        var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        done(admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)))
                .all());
    }

    /** A command that is answered without a mailbox: it names no recipient, no subject and no body. */
    void publishBadCommand(String topic) {
        var record = new ProducerRecord<>(topic, "nobody".getBytes(StandardCharsets.UTF_8), utf8("{}"));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "bad-" + System.nanoTime(),
                        "ce_source", "/erp",
                        "ce_type", "io.mailroom.mail.send.v1",
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, utf8(value)));
        try (var producer = broker.producer()) {
            done(producer.send(record));
        }
    }

    /** With a producer of its own: one that has seen a topic before takes its successor for it. */
    void publish(String client, MailCommand command) {
        try (var producer = broker.producer()) {
            done(producer.send(Broker.record("mail.commands." + client, command)));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The partitions of a topic by the member of the group that has them; nothing before the group is there. */
    Map<String, Set<Integer>> owners(String group, String topic) {
        try {
            return done(admin.describeConsumerGroups(List.of(group)).all()).get(group).members().stream()
                    .collect(Collectors.toMap(MemberDescription::consumerId, member -> partitions(member, topic)));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private static Set<Integer> partitions(MemberDescription member, String topic) {
        return member.assignment().topicPartitions().stream()
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> T done(Future<T> asked) {
        try {
            return Waiting.get(asked);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused", e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
