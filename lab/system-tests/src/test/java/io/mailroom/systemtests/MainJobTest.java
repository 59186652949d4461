package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.testing.Schemas;
import io.mailroom.simulator.conformance.Exchange;
import io.mailroom.simulator.conformance.GraphDescription;
import io.mailroom.stack.demo.Demo;
import io.mailroom.stack.demo.DemoOutput;
import io.mailroom.stack.erp.Answers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The demo itself, and what it leaves behind. */
@Order(1)
class MainJobTest extends StackTest {
    @Test
    void connects_sends_and_receives_with_events_that_fit_their_schemas() {
        var events = new StringWriter();

        new Demo(driven.info(), new DemoOutput(new PrintWriter(new StringWriter()), new PrintWriter(events, true)))
                .run();

        List<JsonNode> lines = events.toString().lines().map(Answers::json).toList();
        assertThat(lines)
                .extracting(line -> line.path("type").asText())
                .contains(ConnectionChanged.TYPE, MailResult.TYPE, MailReceived.TYPE);
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(Schemas.problems(line.path("type").asText(), line))
                                .isEmpty());
    }

    @Test
    void asks_and_is_answered_as_Microsoft_describes_its_mail_api() {
        new Demo(driven.info(), new DemoOutput(new PrintWriter(new StringWriter()), null)).run();

        List<JsonNode> exchanges = driven.lab().graphRequests();

        GraphDescription description = GraphDescription.load();
        var departures = new ArrayList<String>();
        for (JsonNode exchange : exchanges) {
            description
                    .check(Exchange.fromLine(exchange))
                    .forEach(violation -> departures.add(exchange.path("method").asText() + " "
                            + exchange.path("path").asText() + " " + violation));
        }
        assertThat(departures).isEmpty();
        assertThat(exchanges)
                .extracting(exchange -> exchange.path("path").asText())
                .anyMatch(path -> path.endsWith("/send"));
        assertThat(exchanges).hasSizeGreaterThan(6);
    }
}
