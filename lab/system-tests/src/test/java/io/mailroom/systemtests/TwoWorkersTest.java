package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.systemtests.RunningStack.Driven;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two processes in one group, as after {@code up --workers 2}. */
@ExtendWith(RunningStack.class)
@Order(4)
class TwoWorkersTest {
    private static final int MAILBOXES = 16;

    private final Driven driven;
    private final Workers workers;

    TwoWorkersTest(Driven driven) {
        this.driven = driven;
        this.workers = new Workers(driven);
    }

    @BeforeEach
    void startTheSecond() {
        Workers.run(2);
    }

    @AfterEach
    void backToOne() {
        Workers.run(1);
    }

    @Test
    void share_the_mailboxes_and_one_takes_over_when_the_other_is_stopped() {
        assertThat(workers.share(2)).isTrue();
        var connections = new ArrayList<ConnectionId>();
        for (int i = 0; i < MAILBOXES; i++) {
            connections.add(driven.connect("shared-%d@contoso.example".formatted(i)));
        }
        int endedByFirst = workers.ended(1);

        sendAndAssert(connections, "two-workers");

        assertThat(workers.ended(2)).isPositive();
        assertThat(workers.ended(1)).isGreaterThan(endedByFirst);
        driven.stack().terminate("mail-worker-2");
        sendAndAssert(connections, "one-worker");
        assertThat(workers.isAlone(1)).isTrue();
    }

    private void sendAndAssert(List<ConnectionId> connections, String what) {
        for (int i = 0; i < MAILBOXES; i++) {
            driven.topics().publish(Mails.of(connections.get(i), what + "-" + i));
        }
        for (int i = 0; i < MAILBOXES; i++) {
            String id = what + "-" + i;
            assertThat(driven.topics().results(id, 1))
                    .as(id)
                    .singleElement()
                    .satisfies(
                            result -> assertThat(result.path("status").asText()).isEqualTo("SENT"));
            assertThat(driven.submissions(id)).as(id).isEqualTo(1);
        }
    }
}
