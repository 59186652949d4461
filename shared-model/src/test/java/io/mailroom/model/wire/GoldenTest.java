package io.mailroom.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.testing.Golden;
import io.mailroom.model.testing.ResultSamples;
import io.mailroom.model.testing.Schemas;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenTest {
    @ParameterizedTest
    @EnumSource
    void an_event_is_written_exactly_as_its_golden_file_says(Golden golden) {
        assertThat(golden.written()).isEqualTo(golden.file());
    }

    @ParameterizedTest
    @EnumSource
    void a_golden_file_fits_the_schema_of_its_type(Golden golden) {
        assertThat(Schemas.problems(golden.type(), golden.file())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_event_survives_the_structured_form(Golden golden) throws IOException {
        CloudEvent read = new JsonFormat().deserialize(new JsonFormat().serialize(golden.event()));

        assertThat(read.getAttributeNames()).isEqualTo(golden.event().getAttributeNames());
        assertThat(read.getAttributeNames())
                .allSatisfy(name -> assertThat(read.getAttribute(name))
                        .isEqualTo(golden.event().getAttribute(name)));
        assertThat(data(read)).isEqualTo(data(golden.event()));
    }

    @Test
    void every_type_has_a_golden_file() {
        assertThat(Arrays.stream(Golden.values()).map(Golden::type)).containsAll(Schemas.TYPES);
    }

    @Test
    void every_ending_and_station_has_a_golden_file() {
        Stream<Class<?>> endings = Stream.of(
                        ResultSamples.sent(),
                        ResultSamples.synced(),
                        ResultSamples.rejected(),
                        ResultSamples.failed(),
                        ResultSamples.unknown(),
                        ResultSamples.cancelled())
                .map(result -> result.ending().getClass());
        Stream<Class<?>> stations =
                Stream.of(ResultSamples.accepted(), ResultSamples.parkedUntil()).map(Object::getClass);

        assertThat(endings).containsExactlyInAnyOrder(Ending.class.getPermittedSubclasses());
        assertThat(stations).containsExactlyInAnyOrder(MailProgress.class.getPermittedSubclasses());
    }

    private static JsonNode data(CloudEvent event) throws IOException {
        return MailJson.read(event.getData().toBytes());
    }
}
