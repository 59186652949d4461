package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.testing.TestingGraph;
import io.mailroom.worker.health.DependencyHealth;
import io.mailroom.worker.testing.TestingConfig;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One connection, which a call holds whose answer is not there yet. */
class BusyConnectionsTest extends ForeignGraph {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();

    @Nested
    class A_call_that_gets_no_connection_in_time {
        @Test
        void is_known_never_to_have_been_sent_also_once_the_connection_is_free() {
            GraphMail one = oneConnection(2);
            CompletableFuture<GraphReply<Accepted>> first = holdTheConnection(one);

            assertThat(why(one.send(access(), "late", Instant.now().plus(SHORT))))
                    .isEqualTo(Why.NEVER_SENT);

            microsoft.does(TestingGraph.status(202, ""));
            held.join().response().setStatusCode(202).end();
            assertThat(first.join()).isInstanceOf(Done.class);
            assertThat(one.send(access(), "next", within())).isInstanceOf(Done.class);
            assertThat(microsoft.seen).noneMatch(seen -> seen.uri().contains("late"));
        }
    }

    @Nested
    class A_call_too_many {
        @Test
        void ends_at_once_as_never_sent() {
            GraphMail one = oneConnection(0);
            holdTheConnection(one);

            assertThat(why(one.send(access(), "more", within()))).isEqualTo(Why.NEVER_SENT);

            held.join().response().setStatusCode(202).end();
        }
    }

    @Nested
    class A_call_whose_time_is_up_before_it_begins {
        @Test
        void is_not_made() {
            assertThat(why(graph.send(access(), "d1", Instant.now().minusSeconds(1))))
                    .isEqualTo(Why.NEVER_SENT);
            assertThat(microsoft.seen).isEmpty();
        }
    }

    private CompletableFuture<GraphReply<Accepted>> holdTheConnection(GraphMail one) {
        microsoft.does(held::complete);
        var reply = new CompletableFuture<GraphReply<Accepted>>();
        Thread.ofVirtual().start(() -> reply.complete(one.send(access(), "first", within())));
        held.join();
        return reply;
    }

    private static Why why(GraphReply<Accepted> reply) {
        return ((Unclear<Accepted>) reply).why();
    }

    private static GraphMail oneConnection(int waiting) {
        GraphConfig config = TestingConfig.read(
                GraphConfig.class,
                Map.of("mailroom.graph.connections", "1", "mailroom.graph.waiting-calls", Integer.toString(waiting)));
        return GraphClients.create(vertx, config, Clock.systemUTC(), new DependencyHealth(Clock.systemUTC()));
    }
}
