package io.mailroom.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class CandidatesTest {
    private static final String KEY = "0".repeat(32);
    private static final String MESSAGES = "/v1.0/users/" + SampleMail.USER + "/messages";

    private final GraphStub graph = new GraphStub(0, true);

    @AfterEach
    void close() {
        graph.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_makes_the_same_three_calls(Candidate candidate) {
        try (SendingClient client = candidate.open(graph.url())) {
            client.mail(KEY);
        }

        assertThat(graph.seen())
                .containsExactly("POST " + MESSAGES, "POST " + MESSAGES + "/{id}/send", "GET " + MESSAGES + "/{id}");
    }

    @ParameterizedTest
    @EnumSource
    void each_sends_once_when_the_connection_breaks_behind_the_request(Candidate candidate) {
        graph.hangUpOnSend();

        try (SendingClient client = candidate.open(graph.url())) {
            assertThatThrownBy(() -> client.mail(KEY)).isInstanceOf(RuntimeException.class);
        }

        assertThat(graph.seen()).filteredOn(call -> call.endsWith("/send")).hasSize(1);
    }

    @Test
    void a_short_round_prints_a_figure_for_each() {
        var out = new java.io.StringWriter();
        int exit = new CommandLine(new GraphBench())
                .setOut(new java.io.PrintWriter(out))
                .setErr(new java.io.PrintWriter(new java.io.StringWriter()))
                .execute(
                        "--mails",
                        "20",
                        "--warm-up",
                        "5",
                        "--rounds",
                        "1",
                        "--at-once",
                        "4",
                        "--latency",
                        "0",
                        "--json");

        assertThat(exit).isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("\"cpuSeconds\":"));
    }
}
