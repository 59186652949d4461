package io.mailroom.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.testing.AuthStack;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class OutboxTest {
    @Inject
    Database database;

    @Inject
    AfterCommit afterCommit;

    @Inject
    Outbox shared;

    private Outbox outbox;

    @BeforeEach
    void thatNobodyElseAwaits() {
        outbox = new Outbox(database, afterCommit);
    }

    private static ConnectionChanged event() {
        return new ConnectionChanged(
                "e",
                new ConnectionId("outbox-test"),
                new ClientName("erp"),
                ConnectionState.NEEDS_ADMIN,
                new ConnectionChanged.Cause("reason", null, null),
                null,
                "global",
                Instant.parse("2026-11-24T10:00:00Z"));
    }

    @Nested
    class An_event {
        @Test
        void wakes_the_publisher_at_once_whoever_wrote_it() throws InterruptedException {
            QuarkusTransaction.requiringNew().run(() -> outbox.add(event()));

            assertThat(outbox.await(Duration.ZERO)).isTrue();
        }

        @Test
        void that_is_rolled_back_wakes_nobody() throws InterruptedException {
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        outbox.add(event());
                        throw new IllegalStateException("the change failed");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(outbox.await(Duration.ZERO)).isFalse();
        }

        @Test
        void is_refused_without_the_transaction_of_its_change() {
            assertThatThrownBy(() -> shared.add(event())).isInstanceOf(TransactionalException.class);
        }
    }

    @Nested
    class Events_that_another_replica_holds {
        /** Skipped, they would leave an empty list. */
        @Test
        void are_waited_for() {
            QuarkusTransaction.requiringNew().run(() -> {
                while (outbox.oldest(10).isEmpty()) { // until the publisher of this process is not first
                    QuarkusTransaction.requiringNew().run(() -> outbox.add(event()));
                }

                assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                            database.update("set local lock_timeout = 1");
                            outbox.oldest(10);
                        }))
                        .isInstanceOf(DatabaseFailure.class)
                        .hasStackTraceContaining("lock timeout");
            });
        }
    }
}
