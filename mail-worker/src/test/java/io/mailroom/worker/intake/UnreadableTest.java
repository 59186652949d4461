package io.mailroom.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.record.Place;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableTest {
    private static final List<TopicPartition> ASSIGNED = Stream.of("erp", "erp2", "a-erp")
            .flatMap(client -> Stream.of(1, 12).map(number -> new TopicPartition("mail.commands." + client, number)))
            .toList();

    @Nested
    class A_poll_that_fails {
        static Stream<Arguments> failures() {
            return Stream.of(
                    Arguments.of(
                            new TopicAuthorizationException(Set.of("mail.commands.erp2")),
                            Set.of(place("erp2", 1), place("erp2", 12))),
                    Arguments.of(
                            new InvalidTopicException(Set.of("mail.commands.erp")),
                            Set.of(place("erp", 1), place("erp", 12))),
                    Arguments.of(
                            new KafkaException(
                                    "Received exception when fetching the next record from mail.commands.erp-1. If"
                                            + " needed, please seek past the record to continue consumption.",
                                    new CorruptRecordException("crc")),
                            Set.of(place("erp", 1))),
                    Arguments.of(new KafkaException("the broker is away"), Set.of()),
                    Arguments.of(new KafkaException(), Set.of()));
        }

        @ParameterizedTest
        @MethodSource("failures")
        void concerns_only_the_partitions_that_it_names(KafkaException failure, Set<Place> places) {
            assertThat(Unreadable.places(failure, ASSIGNED)).isEqualTo(places);
        }

        @Test
        void is_told_by_the_names_of_its_errors_alone() {
            var failure = new KafkaException("with words of a record", new CorruptRecordException("crc of it"));

            assertThat(Unreadable.sentence(failure)).isEqualTo("KafkaException (CorruptRecordException)");
        }
    }

    private static Place place(String client, int partition) {
        return new Place("mail.commands." + client, partition);
    }
}
