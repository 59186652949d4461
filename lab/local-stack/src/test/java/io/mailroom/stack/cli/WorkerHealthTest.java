package io.mailroom.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkerHealthTest {
    @Nested
    class The_page_of_a_worker {
        @Test
        void names_each_held_client_with_its_sentence() throws JsonProcessingException {
            String page = """
                    {"status": "UP", "checks": [
                      {"name": "other", "status": "UP"},
                      {"name": "commands", "status": "UP", "data": {
                        "heldClients": 22, "held.erp3": "no results", "held.erp2": "24 and 12",
                        "heldMore": "and 20 more", "partitions": 12}}]}
                    """;

            assertThat(WorkerHealth.read(page))
                    .containsExactly(
                            entry("(more)", "and 20 more"), entry("erp2", "24 and 12"), entry("erp3", "no results"));
        }

        @Test
        void may_name_nobody() throws JsonProcessingException {
            assertThat(WorkerHealth.read("{\"checks\": [{\"name\": \"commands\"}]}"))
                    .isEmpty();
            assertThat(WorkerHealth.read("{}")).isEmpty();
            assertThat(WorkerHealth.read("")).isEmpty();
        }
    }

    @Nested
    class A_worker_that_does_not_answer {
        @Test
        void names_nobody() {
            assertThat(WorkerHealth.heldClients("http://127.0.0.1:1")).isEmpty();
        }
    }
}
