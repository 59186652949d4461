package io.mailroom.worker.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingLeases;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenSourceTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final ClientName CRM = new ClientName("crm");
    private static final ConnectionId ADELE = new ConnectionId("adele");
    private static final ConnectionId ALEX = new ConnectionId("alex");
    private static final Duration MIN_VALIDITY = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofHours(1);

    private final TestingClock clock = new TestingClock();
    private final TestingLeases leases = new TestingLeases(clock, LIFE);
    private final TokenSource tokens = new TokenSource(leases, clock, MIN_VALIDITY);

    @Nested
    class A_token {
        @Test
        void is_handed_out_again_as_long_as_it_lasts_for_a_call() {
            TokenAnswer first = tokens.lease(ERP, ADELE);
            clock.advance(LIFE.minus(MIN_VALIDITY).minusNanos(1));

            assertThat(tokens.lease(ERP, ADELE)).isEqualTo(first);
            assertThat(leases.asked).hasSize(1);
        }

        @Test
        void that_would_not_outlast_a_call_is_replaced() {
            TokenAnswer first = tokens.lease(ERP, ADELE);
            clock.advance(LIFE.minus(MIN_VALIDITY));

            assertThat(tokens.lease(ERP, ADELE)).isNotEqualTo(first);
        }

        @Test
        void is_not_handed_to_another_connection() {
            tokens.lease(ERP, ADELE);

            tokens.lease(ERP, ALEX);

            assertThat(leases.asked).containsExactly(new LeaseRequest(ADELE, ERP), new LeaseRequest(ALEX, ERP));
        }

        @Test
        void is_not_handed_to_another_client_though_it_names_the_same_connection() {
            tokens.lease(ERP, ADELE);

            tokens.lease(CRM, ADELE);

            assertThat(leases.asked).containsExactly(new LeaseRequest(ADELE, ERP), new LeaseRequest(ADELE, CRM));
        }
    }

    @Nested
    class A_dropped_connection {
        @Test
        void gets_a_new_token() {
            TokenAnswer first = tokens.lease(ERP, ADELE);

            tokens.drop(ADELE);

            assertThat(tokens.lease(ERP, ADELE)).isNotEqualTo(first);
        }

        @Test
        void loses_the_tokens_of_every_client() {
            tokens.lease(ERP, ADELE);
            tokens.lease(CRM, ADELE);

            tokens.drop(ADELE);
            tokens.lease(ERP, ADELE);
            tokens.lease(CRM, ADELE);

            assertThat(leases.asked).hasSize(4);
        }

        @Test
        void costs_no_other_its_token() {
            TokenAnswer alex = tokens.lease(ERP, ALEX);

            tokens.drop(ADELE);

            assertThat(tokens.lease(ERP, ALEX)).isEqualTo(alex);
        }

        @Test
        void whose_lease_was_under_way_never_gets_that_token_again() {
            leases.meanwhile(() -> tokens.drop(ADELE));
            TokenAnswer underWay = tokens.lease(ERP, ADELE);

            assertThat(tokens.lease(ERP, ADELE)).isNotEqualTo(underWay);
        }

        @Test
        void keeps_the_token_that_it_gets_afterwards() {
            tokens.drop(ADELE);
            TokenAnswer next = tokens.lease(ERP, ADELE);

            assertThat(tokens.lease(ERP, ADELE)).isEqualTo(next);
        }

        @Test
        void does_not_cost_another_the_token_that_is_under_way() {
            leases.meanwhile(() -> tokens.drop(ALEX));
            TokenAnswer underWay = tokens.lease(ERP, ADELE);

            assertThat(tokens.lease(ERP, ADELE)).isEqualTo(underWay);
        }
    }

    @Nested
    class An_answer_without_a_token {
        @ParameterizedTest
        @EnumSource
        void is_not_kept_whatever_the_problem_was(LeaseProblem problem) {
            leases.planned.add(new TokenAnswer.NotConnected(problem));
            assertThat(tokens.lease(ERP, ADELE)).isEqualTo(new TokenAnswer.NotConnected(problem));

            assertThat(tokens.lease(ERP, ADELE)).isInstanceOf(TokenAnswer.Leased.class);
        }

        @Test
        void is_not_kept_though_auth_service_asked_to_wait() {
            var unavailable = new TokenAnswer.Unavailable(Duration.ofSeconds(7));
            leases.planned.add(unavailable);
            assertThat(tokens.lease(ERP, ADELE)).isEqualTo(unavailable);

            assertThat(tokens.lease(ERP, ADELE)).isInstanceOf(TokenAnswer.Leased.class);
        }
    }
}
