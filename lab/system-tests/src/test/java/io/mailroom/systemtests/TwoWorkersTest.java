package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.systemtests.RunningStack.Driven;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two processes in one group, as after {@code up --workers 2}. */
@ExtendWith(RunningStack.class)
@Order(4)
class TwoWorkersTest {
    private static final int PARTITIONS = 12;
    private static final int MAILBOXES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern OWNED = Pattern.compile("\"partitions\":\\s*(\\d+)");
    private static final Pattern ENDED = Pattern.compile("(?m)^mailroom_commands_seconds_count\\{.*} (\\d+)");

    private final Driven driven;

    TwoWorkersTest(Driven driven) {
        this.driven = driven;
    }

    @BeforeEach
    void startTheSecond() {
        LocalStack.start(RunningStack.OPTIONS.withWorkers(2), Progress.SILENT);
    }

    @AfterEach
    void backToOne() {
        LocalStack.start(RunningStack.OPTIONS, Progress.SILENT);
    }

    @Test
    void share_the_mailboxes_and_one_takes_over_when_the_other_is_stopped() {
        assertThat(Eventually.within(PATIENCE, () -> owned(1) > 0 && owned(2) > 0 && owned(1) + owned(2) == PARTITIONS))
                .isTrue();
        var connections = new ArrayList<ConnectionId>();
        for (int i = 0; i < MAILBOXES; i++) {
            connections.add(driven.connect("shared-%d@contoso.example".formatted(i)));
        }
        int endedByFirst = ended(1);

        sendAndAssert(connections, "two-workers");

        assertThat(ended(2)).isPositive();
        assertThat(ended(1)).isGreaterThan(endedByFirst);
        driven.stack().terminate("mail-worker-2");
        sendAndAssert(connections, "one-worker");
        assertThat(owned(1)).isEqualTo(PARTITIONS);
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

    private int owned(int worker) {
        return numbers(worker, "/q/health/ready", OWNED);
    }

    private int ended(int worker) {
        return numbers(worker, "/q/metrics", ENDED);
    }

    private int numbers(int worker, String path, Pattern pattern) {
        return pattern.matcher(Http.get(driven.url("mail-worker-" + worker) + path))
                .results()
                .map(MatchResult::group)
                .mapToInt(found -> (int) Double.parseDouble(found.replaceAll(".*[ :]", "")))
                .sum();
    }
}
