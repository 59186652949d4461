package io.mailroom.stack.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PortPlanTest {
    private static final int ANY = 40000;

    private static PortPlan plan(Map<String, Integer> known, Set<String> kept, Set<Integer> taken) {
        return new PortPlan(known, kept, true, port -> !taken.contains(port), () -> ANY);
    }

    @Nested
    class A_first_start {
        @Test
        void gives_the_usual_port_without_a_remark() {
            PortChoice choice = plan(Map.of(), Set.of(), Set.of()).choose("kafka", 19092);

            assertThat(choice.port()).isEqualTo(19092);
            assertThat(choice.remark()).isEmpty();
        }

        @Test
        void gives_another_port_for_a_taken_one_and_says_so() {
            PortChoice choice = plan(Map.of(), Set.of(), Set.of(19092)).choose("kafka", 19092);

            assertThat(choice.port()).isEqualTo(ANY);
            assertThat(choice.remark()).contains("Port 19092 is taken, so kafka listens on 40000.");
        }

        @Test
        void never_gives_two_parts_the_same_port() {
            PortPlan plan = plan(Map.of(), Set.of(), Set.of());

            assertThat(plan.choose("one", 5000).port())
                    .isNotEqualTo(plan.choose("two", 5000).port());
        }
    }

    @Nested
    class A_start_while_other_parts_live {
        @Test
        void leaves_a_living_part_on_its_port() {
            PortChoice choice =
                    plan(Map.of("kafka", 12345), Set.of("kafka"), Set.of(12345)).choose("kafka", 19092);

            assertThat(choice.port()).isEqualTo(12345);
        }

        @Test
        void brings_a_dead_part_back_on_the_port_the_others_know() {
            PortChoice choice = plan(Map.of("kafka", 12345), Set.of(), Set.of()).choose("kafka", 19092);

            assertThat(choice.port()).isEqualTo(12345);
            assertThat(choice.remark()).isEmpty();
        }
    }

    @Nested
    class A_stack_beside_others {
        @Test
        void takes_free_ports_only_and_says_nothing() {
            PortChoice choice = new PortPlan(Map.of(), Set.of(), false, port -> true, () -> ANY).choose("kafka", 19092);

            assertThat(choice).isEqualTo(new PortChoice("kafka", ANY, ANY));
        }
    }
}
