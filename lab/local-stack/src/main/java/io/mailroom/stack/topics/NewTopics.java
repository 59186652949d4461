package io.mailroom.stack.topics;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.PlannedTopic;
import io.mailroom.model.topic.TopicPlan;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The plan of the topics as Kafka creates them, on the one broker of the local stack. */
public final class NewTopics {
    private NewTopics() {}

    /** All topics of Mailroom with one client. */
    public static List<NewTopic> of(ClientName client) {
        return create(TopicPlan.of(client));
    }

    public static List<NewTopic> ofClient(ClientName client) {
        return create(TopicPlan.ofClient(client));
    }

    private static List<NewTopic> create(List<PlannedTopic> plan) {
        return plan.stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.created()))
                .toList();
    }
}
