package io.mailroom.worker.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.worker.health.DependencyHealth;
import io.mailroom.worker.testing.TestingClock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RestLeaseServiceTest {
    private static final String QUOTED = "secret-of-the-reply";

    private final TestingClock clock = new TestingClock();
    private final DependencyHealth health = new DependencyHealth(clock);
    private final LeaseService service = new RestLeaseService(
            _ -> {
                throw new IllegalStateException(QUOTED);
            },
            health,
            clock);

    @Nested
    class A_call_that_throws {
        @Test
        void is_an_answer_without_a_token_and_nothing_of_it_is_kept() {
            TokenAnswer answer = service.lease(new LeaseRequest(new ConnectionId("adele"), new ClientName("erp")));

            assertThat(answer).isEqualTo(new TokenAnswer.Unavailable(null));
            assertThat(health.silences()).containsOnlyKeys("auth-service");
            assertThat(health.silences().toString())
                    .contains("IllegalStateException")
                    .doesNotContain(QUOTED);
        }
    }
}
