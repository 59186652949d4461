package io.mailroom.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.seeds.mutant.Bug;
import io.mailroom.seeds.mutant.Mutant;
import io.mailroom.seeds.run.MutantResult;
import io.mailroom.seeds.run.Report;
import io.mailroom.seeds.run.Seed;
import io.mailroom.seeds.run.Seeds;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final int SEEDS = 2_000;

    @BeforeAll
    static void be_quiet() {
        LogManager.getLogManager().reset();
    }

    @Nested
    class The_core {
        @Test
        void keeps_its_promises_in_every_seed() {
            Seeds run = Seeds.run(0, SEEDS, Bug.NONE, done -> {});

            assertThat(run.bad())
                    .extracting(report -> report.seed() + " " + report.violations())
                    .isEmpty();
            assertThat(run.mails()).isGreaterThan(5L * SEEDS);
        }
    }

    @Nested
    class A_seed {
        @Test
        void happens_the_same_way_each_time() {
            List<Report> once = runs();

            assertThat(runs()).isEqualTo(once);
        }

        private List<Report> runs() {
            return java.util.stream.LongStream.range(0, 30)
                    .mapToObj(seed -> Seed.run(seed, Bug.NONE, true))
                    .toList();
        }
    }

    @Nested
    class A_planted_bug {
        @ParameterizedTest
        @EnumSource(Mutant.class)
        void is_caught(Mutant mutant) {
            assertThat(MutantResult.one(mutant, 0, 2_000).caught())
                    .as(mutant.sentence())
                    .isTrue();
        }
    }
}
