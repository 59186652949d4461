package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.time.Waiting;
import io.mailroom.stack.topics.NewTopics;
import io.mailroom.worker.topics.TopicWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.zip.Deflater;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The look at the topics of a real broker, and what a broker does with records that are packed small. */
class TopicsOfABrokerTest extends BrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ClientName ERP = new ClientName("erp");
    private static final ClientName OTHER = new ClientName("other");
    private static final int ZEROS = 32 * 1024 * 1024;

    private static TopicAdmin admin;

    private final TopicWatch watch = new TopicWatch(
            workers.connection(), Duration.ofMillis(500), WorkersOnKafka.WINDOW, Clock.systemUTC(), () -> {});

    @BeforeAll
    static void openAdmin() {
        admin = workers.admin();
    }

    @AfterAll
    static void closeAdmin() {
        admin.close();
    }

    @BeforeEach
    void look() {
        admin.deleteAllOf("other");
        admin.create(NewTopics.ofClient(OTHER));
        watch.start();
        assertThat(comesToBe(ERP, Optional.empty())).isTrue();
        assertThat(comesToBe(OTHER, Optional.empty())).isTrue();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Nested
    class A_client_whose_topics_are_spoiled_while_workers_look {
        @Test
        void is_held_alone_until_they_are_repaired() {
            admin.set("mail.commands.other", "compression.type", "producer");
            assertThat(comesToBe(
                            OTHER,
                            Optional.of("compression.type of mail.commands.other is producer and must be"
                                    + " uncompressed.")))
                    .isTrue();
            admin.set("mail.commands.other", "compression.type", "uncompressed");
            assertThat(comesToBe(OTHER, Optional.empty())).isTrue();

            admin.delete("mail.results.other");
            assertThat(comesToBe(OTHER, Optional.of("mail.results.other does not exist: create it.")))
                    .isTrue();
            assertThat(watch.of(ERP)).isEmpty();
            assertThat(watch.everybody()).isEmpty();
        }

        @Test
        void is_held_with_both_numbers_when_its_partitions_grew() {
            admin.grow("mail.commands.other", 24);

            assertThat(comesToBe(
                            OTHER,
                            Optional.of("mail.commands.other has 24 partitions and mail.journal has 12: create"
                                    + " mail.commands.other anew with 12.")))
                    .isTrue();
            assertThat(watch.of(ERP)).isEmpty();
        }
    }

    @Nested
    class Internal_topics_that_are_spoiled {
        @Test
        void hold_everybody_until_they_are_repaired() {
            admin.set("mail.journal", "cleanup.policy", "compact,delete");
            try {
                assertThat(comesToBe(
                                ERP,
                                Optional.of("cleanup.policy of mail.journal is compact,delete and must be compact.")))
                        .isTrue();
                assertThat(watch.everybody()).isEqualTo(watch.of(OTHER)).isPresent();
            } finally {
                admin.set("mail.journal", "cleanup.policy", "compact");
            }
            assertThat(comesToBe(ERP, Optional.empty())).isTrue();
        }
    }

    @Nested
    class A_record_that_is_packed_small {
        @ParameterizedTest
        @ValueSource(strings = {"gzip", "lz4", "zstd", "snappy"})
        void is_measured_by_what_it_unpacks_to_only_if_the_topic_is_uncompressed(String compression) {
            assertThat(refusal(compression)).as("uncompressed").isInstanceOf(RecordTooLargeException.class);

            admin.set("mail.commands.other", "compression.type", "producer");

            assertThat(refusal(compression)).as("producer").isNull();
        }

        private @Nullable Throwable refusal(String compression) {
            Broker packing = workers.broker()
                    .with("compression.type", compression)
                    .with("max.request.size", 2 * ZEROS)
                    .with("buffer.memory", 4L * ZEROS)
                    .with("compression.gzip.level", Deflater.BEST_COMPRESSION);
            try (var producer = packing.producer()) {
                var _ = Waiting.get(producer.send(new ProducerRecord<>("mail.commands.other", new byte[ZEROS])));
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            }
        }
    }

    private boolean comesToBe(ClientName client, Optional<String> why) {
        return Waiting.until(PATIENCE, () -> watch.of(client).equals(why));
    }
}
