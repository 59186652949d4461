package io.mailroom.chaos.listen;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.chaos.plan.Poison;
import io.mailroom.model.result.MailResult;
import io.mailroom.stack.erp.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One final result as a consumer saw it.
 *
 * @param event the id of its CloudEvent: the same one again is the same result told again
 * @param command the id of the command it answers
 * @param record the place that it names as that of the command, as {@code topic/partition/offset}
 */
public record ResultEvent(String event, String command, String status, String code, String record, Instant at) {

    /** Empty for what is no final result. */
    public static Optional<ResultEvent> of(ConsumerRecord<byte[], byte[]> record, Instant at) {
        CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
        if (!event.getType().equals(MailResult.TYPE)) {
            return Optional.empty();
        }
        JsonNode data = Answers.data(event);
        return Optional.of(new ResultEvent(
                event.getId(),
                data.at("/command/id").asText(),
                data.path("status").asText(),
                data.path("code").asText(),
                "%s/%s/%s"
                        .formatted(
                                data.at("/record/topic").asText(),
                                data.at("/record/partition").asText(),
                                data.at("/record/offset").asText()),
                at));
    }

    /** How many of the round's own commands have a result. */
    public static int answered(List<ResultEvent> told) {
        return (int) told.stream()
                .map(ResultEvent::command)
                .filter(command -> !command.startsWith(Poison.PREFIX))
                .distinct()
                .count();
    }
}
