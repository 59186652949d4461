package io.mailroom.auth.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.store.Outbox;
import io.mailroom.auth.store.OutboxEvent;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class OutboxPublisherTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector broker;

    @Inject
    OutboxPublisher publisher;

    @Inject
    Outbox outbox;

    TestingClient erp;

    @BeforeEach
    void freshStart() {
        entra.reset();
        postgres.execute("delete from connection");
        drain();
        sink().clear();
        erp = new TestingClient(entra, service);
    }

    private InMemorySink<byte[]> sink() {
        return broker.sink("connections");
    }

    /** Whoever moves them, loop or test: afterwards no event waits. */
    private void drain() {
        while (publisher.publish() instanceof OutboxPublisher.Outcome.Published(boolean more) && more) {
            assertThat(more).isTrue();
        }
    }

    private List<String> states() throws IOException {
        List<String> states = new ArrayList<>();
        for (Message<byte[]> message : sink().received()) {
            states.add(MailJson.read(message.getPayload()).path("state").asText());
        }
        return states;
    }

    @Nested
    class A_change {
        @Test
        void is_told_on_the_clients_own_topic_under_the_connections_key() throws IOException {
            String id = erp.connect();
            drain();

            Message<byte[]> message = sink().received().getFirst();
            OutgoingKafkaRecordMetadata<?> metadata =
                    message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
            assertThat(metadata.getTopic()).isEqualTo("mail.connections.erp");
            assertThat(metadata.getKey()).isEqualTo(id);
            assertThat(header(metadata, "ce_type")).isEqualTo("io.mailroom.connection.changed.v1");
            assertThat(header(metadata, "ce_subject")).isEqualTo(id);
            assertThat(MailJson.read(message.getPayload()).path("mailbox").asText())
                    .isEqualTo("adele@contoso.example");
        }

        @Test
        void follows_the_one_before_it() throws IOException {
            String id = erp.connect();
            erp.delete(id);
            drain();

            assertThat(states()).containsExactly("CONNECTED", "DISCONNECTED");
        }

        @Test
        void carries_no_secret() {
            erp.connect();
            drain();

            for (Message<byte[]> message : sink().received()) {
                String text = new String(message.getPayload(), StandardCharsets.UTF_8);
                assertThat(entra.issued()).noneMatch(text::contains);
            }
        }

        private String header(OutgoingKafkaRecordMetadata<?> metadata, String name) {
            return new String(metadata.getHeaders().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }

    @Nested
    class A_broker_that_is_away {
        @Test
        void loses_nothing_and_keeps_the_order() {
            OutboxPublisher stuck = new OutboxPublisher(outbox, event -> {
                throw new EventSender.NotSent("TimeoutException");
            });

            rolledBack(() -> {
                assertThat(stuck.publish()).isEqualTo(new OutboxPublisher.Outcome.Failed("TimeoutException"));
                assertThat(waiting()).containsExactly("first", "second");
            });
        }

        @Test
        void keeps_what_went_out_before_it_failed_and_no_more() {
            List<String> out = new ArrayList<>();
            OutboxPublisher failing = new OutboxPublisher(outbox, event -> {
                if (out.size() == 1) {
                    throw new EventSender.NotSent("TimeoutException");
                }
                out.add(event.key());
            });

            rolledBack(() -> {
                failing.publish();

                assertThat(out).containsExactly("first");
                assertThat(waiting()).containsExactly("second");
            });
        }

        /** Two events that wait, in a transaction that nobody else sees. */
        private void rolledBack(Runnable step) {
            QuarkusTransaction.begin();
            try {
                Stream.of("first", "second").map(this::event).forEach(outbox::add);
                step.run();
            } finally {
                QuarkusTransaction.rollback();
            }
        }

        private ConnectionChanged event(String connection) {
            return new ConnectionChanged(
                    "e",
                    new ConnectionId(connection),
                    new ClientName("erp"),
                    ConnectionState.NEEDS_ADMIN,
                    new ConnectionChanged.Cause(null, null, null),
                    null,
                    "global",
                    Instant.parse("2026-11-24T10:00:00Z"));
        }

        private List<String> waiting() {
            return outbox.oldest(10).stream().map(OutboxEvent::key).toList();
        }
    }
}
