package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ConnectionId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two processes in one group, as after {@code up --workers 2}. */
@Order(4)
class TwoWorkersTest extends StackTest {
    private static final int MAILBOXES = 16;

    private final Workers workers = new Workers(driven);

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
        List<ConnectionId> connections = driven.connect(MAILBOXES, "shared-%d@contoso.example"::formatted);
        int endedByFirst = workers.ended(1);

        Batch.publish(driven, connections, "two-workers", 1).assertSentOnce();

        assertThat(workers.ended(2)).isPositive();
        assertThat(workers.ended(1)).isGreaterThan(endedByFirst);
        driven.stack().terminate("mail-worker-2");
        Batch.publish(driven, connections, "one-worker", 1).assertSentOnce();
        assertThat(workers.isAlone(1)).isTrue();
    }
}
