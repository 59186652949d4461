package io.mailroom.chaos.listen;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.result.MailResult;
import io.mailroom.stack.erp.Answers;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One final result as a consumer saw it.
 *
 * @param event the id of its CloudEvent: the same one again is the same result told again
 * @param command the id of the command it answers
 * @param record the place that it names as that of the command
 */
public record Told(String event, String command, String status, String code, Place record, Instant at) {

    /** Empty for what is no final result. */
    static Optional<Told> of(ConsumerRecord<String, byte[]> record, Instant at) {
        CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
        if (!event.getType().equals(MailResult.TYPE)) {
            return Optional.empty();
        }
        JsonNode data = Answers.data(event);
        return Optional.of(new Told(
                event.getId(),
                data.at("/command/id").asText(),
                data.path("status").asText(),
                data.path("code").asText(),
                new Place(
                        data.at("/record/topic").asText(),
                        data.at("/record/partition").asInt(-1),
                        data.at("/record/offset").asLong(-1)),
                at));
    }
}
