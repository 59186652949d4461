package io.mailroom.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.plan.Strain;
import io.mailroom.chaos.report.Report;
import io.mailroom.chaos.report.Table;
import io.mailroom.stack.FreshHome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** P1 on real processes, with another seed each time; the table names it. The logs stay in {@code target/round/logs}. */
class ShortRoundTest {
    private static final int KILLS = 4;

    @Test
    void every_kind_of_process_dies_and_each_command_ends_once() {
        RoundOptions options = new RoundOptions(
                300, Duration.ofSeconds(60), 40, 2, System.nanoTime() % 1_000_000, 2, KILLS, new Strain(8, true, 30));

        Report report;
        try (FreshHome claimed = FreshHome.claim(Path.of("target", "round"));
                Round round = new Round(options, claimed.home(), System.out::println)) {
            report = round.run();
        }

        String table = String.join("\n", Table.of(report));
        System.out.println(table);
        assertThat(report.clean()).as(table).isTrue();
        assertThat(report.troubles()).containsOnlyKeys(Kind.values());
        assertThat(report.strain().poison().published()
                        + report.strain().poison().refused())
                .isEqualTo(8);
        assertThat(report.strain().second())
                .hasValueSatisfying(second -> assertThat(second.changes()).isPositive());
        assertThat(report.strain().slowStretches()).isPositive();
        assertThat(report.troubles().values()).anyMatch(counts -> counts.killed() > 0);
    }
}
