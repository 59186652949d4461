package io.mailroom.worker.intake;

import io.mailroom.worker.record.Place;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Which partitions a poll failed for, so that one that cannot be read costs only its own client. */
final class Unreadable {
    private Unreadable() {}

    /** @return empty if it concerns all of them, or nobody knows which */
    static Set<Place> places(KafkaException failure, Collection<TopicPartition> assigned) {
        return assigned.stream()
                .filter(partition -> concerns(failure, partition))
                .map(CommandIntake::place)
                .collect(Collectors.toSet());
    }

    private static boolean concerns(KafkaException failure, TopicPartition partition) {
        return switch (failure) {
            case TopicAuthorizationException rights ->
                rights.unauthorizedTopics().contains(partition.topic());
            case InvalidTopicException names -> names.invalidTopics().contains(partition.topic());
            case RecordDeserializationException record ->
                record.topicPartition().equals(partition);
            // The client says it in words only: "Received exception when fetching the next record from topic-0."
            default ->
                failure.getMessage() != null
                        && Pattern.compile("(?<![\\w.-])" + Pattern.quote(partition.toString()) + "(?![\\w-])")
                                .matcher(failure.getMessage())
                                .find();
        };
    }

    static String sentence(KafkaException failure) {
        String word = failure.getClass().getSimpleName();
        return failure.getCause() == null
                ? word
                : word + " (" + failure.getCause().getClass().getSimpleName() + ")";
    }
}
