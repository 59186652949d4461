package io.mailroom.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.join.Join;
import io.mailroom.chaos.join.Load;
import io.mailroom.chaos.join.PoisonVerdict;
import io.mailroom.chaos.join.SecondVerdict;
import io.mailroom.chaos.join.Verdict;
import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.PlannedCommand;
import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.plan.Strain;
import io.mailroom.chaos.trouble.TroubleLog.Counts;
import io.mailroom.promises.Mail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final PlannedCommand COMMAND = new PlannedCommand(7, 1, Duration.ZERO);
    private static final Mail MAIL = new Mail(1, COMMAND.id());

    private static final PoisonVerdict SURVIVED = poison(5, 3, 2, 1, 1);

    private static PoisonVerdict poison(int published, int answered, int buried, int cut, int refused, String... lost) {
        return new PoisonVerdict(
                published, answered, buried, cut, refused, List.of(lost), List.of(), List.of(), List.of());
    }

    private static Report report(Mail... mails) {
        return report(SURVIVED, mails);
    }

    private static Report report(PoisonVerdict poison, Mail... mails) {
        ResultEvent sent = new ResultEvent("event", COMMAND.id(), "SENT", "SENT", "topic/0/0", Instant.EPOCH);
        Verdict verdict = Join.of(List.of(COMMAND), List.of(mails), List.of(sent));
        return new Report(
                new RoundOptions(1, Duration.ofMinutes(1), 1, 2, 42, 2, 4, Strain.NONE),
                verdict,
                new StrainReport(poison, Optional.of(second(verdict)), 7),
                new Load.Peaks(2, 7),
                Map.of(Kind.BROKER, new Counts(3, 2, 1)),
                5,
                100,
                Duration.ofMillis(1_250),
                0.5,
                Duration.ofSeconds(90),
                Path.of("logs"));
    }

    private static SecondVerdict second(Verdict verdict) {
        Verdict clean = verdict.clean() ? verdict : Join.of(List.of(), List.of(), List.of());
        return new SecondVerdict(6, 4, clean, List.of(), Duration.ofSeconds(9));
    }

    @Nested
    class A_clean_round {
        private final Report report = report(MAIL);

        @Test
        void says_so_and_names_no_logs() {
            assertThat(Table.of(report)).last().isEqualTo("clean");
            assertThat(String.join("\n", Table.of(report))).doesNotContain("logs");
            assertThat(Json.of(report).path("clean").asBoolean()).isTrue();
            assertThat(Json.of(report).path("logs").isNull()).isTrue();
        }

        @Test
        void tells_how_to_have_it_again_and_what_it_went_through() {
            assertThat(Table.of(report))
                    .contains("seed                     42")
                    .contains("kafka                    killed 3, stopped 2, ended by itself 1")
                    .contains("slowest recovery         1.3 s");
            assertThat(Json.of(report).at("/troubles/kafka/killed").asInt()).isEqualTo(3);
        }
    }

    @Test
    void a_round_with_an_offender_names_it_and_its_logs() {
        Report report = report(MAIL, new Mail(2, COMMAND.id()));

        assertThat(Table.of(report)).contains("NOT clean", "  duplicated: chaos-000007", "  logs: logs");
        assertThat(Json.of(report).path("duplicated")).hasSize(1);
        assertThat(Json.of(report).path("logs").asText()).isEqualTo("logs");
    }

    @Test
    void the_strain_of_a_round_is_told() {
        Report report = report(MAIL);

        assertThat(Table.of(report))
                .contains(
                        "poison records           5: answered 3, dead letters 2 (cut 1); refused by the broker 1",
                        "lost poison              0",
                        "second client            6 changes of its topics, 1 commands {SENT=1}, 4 deleted with a topic",
                        "  slowest healing        9.0 s",
                        "slow mailboxes           7 stretches");
        assertThat(Json.of(report).at("/poison/cut").asInt()).isEqualTo(1);
        assertThat(Json.of(report).at("/secondClient/deletedWithTopic").asInt()).isEqualTo(4);
    }

    @Test
    void a_lost_poison_is_named_and_the_round_is_not_clean() {
        var poison = poison(1, 0, 0, 0, 0, "poison-00003");

        Report report = report(poison, MAIL);

        assertThat(report.clean()).isFalse();
        assertThat(Table.of(report)).contains("NOT clean", "  lost poison: poison-00003");
        assertThat(Json.of(report).at("/poison/lost")).hasSize(1);
    }
}
