package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** kill -9 of the worker's process, and a start: each mail is sent once and has one final result. */
@Order(3)
class KilledWorkerTest extends StackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    @AfterEach
    void leaveNoFault() {
        driven.lab().clearFaults();
    }

    @Test
    void inside_any_call_of_a_send() {
        var connections = new EnumMap<KillPoint, ConnectionId>(KillPoint.class);
        for (KillPoint point : KillPoint.values()) {
            connections.put(point, driven.connect(point.address()));
        }
        var faults = new EnumMap<KillPoint, String>(KillPoint.class);
        connections.keySet().forEach(point -> faults.put(point, fault(point, point.address())));
        long begun = System.nanoTime();
        connections.forEach(
                (point, connection) -> driven.publish(Mails.of(connection, point.command(), point.files())));
        assertThat(faults)
                .allSatisfy((point, fault) -> assertThat(reached(fault)).isTrue());

        driven.stack().kill(RunningStack.WORKER);

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("all calls were still held back")
                .isLessThan(KillPoint.HELD);
        driven.stack().restart(RunningStack.WORKER);
        assertThat(connections.keySet()).allSatisfy(point -> driven.assertSentOnce(point.command()));
    }

    @Test
    void between_the_send_and_the_commit_of_its_result() {
        ConnectionId connection = driven.connect("before-commit@contoso.example");
        String fault = fault(KillPoint.SENT_BUT_NOT_HEARD_OF, "before-commit@contoso.example");
        driven.publish(Mails.of(connection, "before-commit"));
        assertThat(reached(fault)).isTrue();
        driven.stack().freeze("kafka");
        assertThat(Waiting.until(PATIENCE, () -> sentItemWasFound("before-commit@contoso.example")))
                .isTrue();

        driven.stack().kill(RunningStack.WORKER);
        driven.stack().resume("kafka");
        driven.stack().restart(RunningStack.WORKER);

        driven.assertSentOnce("before-commit");
    }

    @Test
    void right_after_its_result_is_there_and_the_command_comes_again() {
        ConnectionId connection = driven.connect("after-commit@contoso.example");
        SendMail mail = Mails.of(connection, "after-commit");
        driven.publish(mail);
        JsonNode first = driven.result("after-commit");

        driven.killAndRestart();
        driven.publish(mail);

        List<JsonNode> both = driven.topics().results("after-commit", 2);
        assertThat(both).hasSize(2).containsOnly(first);
        assertThat(driven.submissions("after-commit")).isEqualTo(1);
    }

    private String fault(KillPoint point, String mailbox) {
        return driven.lab().fault(point.match(mailbox), point.fault(), 1);
    }

    private boolean reached(String fault) {
        return Waiting.until(PATIENCE, () -> driven.lab().hits(fault) == 1);
    }

    private boolean sentItemWasFound(String mailbox) {
        return driven.lab().graphRequests().stream()
                .anyMatch(exchange -> exchange.path("mailbox").asText().equals(mailbox)
                        && exchange.path("method").asText().equals("GET")
                        && exchange.path("responseBody").asText().contains("sentDateTime"));
    }
}
