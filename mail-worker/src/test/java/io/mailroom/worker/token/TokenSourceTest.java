package io.mailroom.worker.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.TokenFingerprint;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingLeases;
import java.time.Duration;
import java.util.stream.IntStream;
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
    class A_refused_token {
        private final AccessToken first = token(tokens.lease(ERP, ADELE));

        @Test
        void is_named_in_the_next_lease_and_another_is_handed_out() {
            tokens.refuse(ERP, ADELE, first);

            assertThat(token(tokens.lease(ERP, ADELE))).isNotSameAs(first);
            assertThat(leases.asked.getLast()).isEqualTo(new LeaseRequest(ADELE, ERP, TokenFingerprint.of(first)));
        }

        @Test
        void is_not_handed_out_though_auth_service_lends_it_again() {
            tokens.refuse(ERP, ADELE, first);
            leases.planned.add(leased(first));

            assertThat(tokens.lease(ERP, ADELE)).isEqualTo(new TokenAnswer.NotConnected(LeaseProblem.TOKEN_REFUSED));
        }

        @Test
        void is_not_handed_out_though_another_lease_brought_it_back_while_it_was_refused() {
            tokens.drop(ADELE);
            leases.planned.add(leased(first));
            leases.meanwhile(() -> tokens.refuse(ERP, ADELE, first));

            assertThat(token(tokens.lease(ERP, ADELE))).isNotSameAs(first);
            assertThat(leases.asked.getLast().refusedToken()).isEqualTo(TokenFingerprint.of(first));
        }

        @Test
        void stays_refused_though_the_connection_was_dropped() {
            tokens.refuse(ERP, ADELE, first);
            tokens.drop(ADELE);

            tokens.lease(ERP, ADELE);

            assertThat(leases.asked.getLast().refusedToken()).isEqualTo(TokenFingerprint.of(first));
        }

        @Test
        void stays_refused_though_an_older_one_is_refused_after_it() {
            tokens.refuse(ERP, ADELE, first);
            tokens.refuse(ERP, ADELE, new AccessToken("an older one"));
            leases.planned.add(leased(first));

            assertThat(token(tokens.lease(ERP, ADELE))).isNotSameAs(first);
            assertThat(leases.asked.getLast().refusedToken()).isEqualTo(TokenFingerprint.of(first));
        }

        @Test
        void refused_once_more_by_a_late_call_costs_the_new_one_nothing() {
            tokens.refuse(ERP, ADELE, first);
            AccessToken second = token(tokens.lease(ERP, ADELE));

            tokens.refuse(ERP, ADELE, first);

            assertThat(token(tokens.lease(ERP, ADELE))).isSameAs(second);
        }

        @Test
        void costs_no_other_connection_its_token() {
            TokenAnswer alex = tokens.lease(ERP, ALEX);

            tokens.refuse(ERP, ADELE, first);

            assertThat(tokens.lease(ERP, ALEX)).isEqualTo(alex);
        }
    }

    @Nested
    class What_is_remembered {
        private final TokenSource small = new TokenSource(leases, clock, MIN_VALIDITY, 3);

        @Test
        void has_a_bound_and_what_is_used_again_and_again_stays() {
            TokenAnswer adele = small.lease(ERP, ADELE);
            IntStream.range(0, 10).forEach(other -> {
                small.lease(ERP, new ConnectionId("other-" + other));
                small.refuse(ERP, new ConnectionId("refused-" + other), new AccessToken("x"));
                small.lease(ERP, ADELE);
            });

            assertThat(small.remembered()).isEqualTo(3);
            assertThat(small.lease(ERP, ADELE)).isEqualTo(adele);
        }

        @Test
        void is_nothing_of_connections_that_only_changed() {
            IntStream.range(0, 10).forEach(other -> small.drop(new ConnectionId("other-" + other)));

            assertThat(small.remembered()).isZero();
        }

        @Test
        void is_nothing_of_connections_that_got_no_token() {
            leases.planned.add(new TokenAnswer.NotConnected(LeaseProblem.DISCONNECTED));

            small.lease(ERP, ADELE);

            assertThat(small.remembered()).isZero();
        }

        @Test
        void is_nothing_of_tokens_that_have_ended() {
            small.lease(ERP, ADELE);
            clock.advance(LIFE);

            small.lease(ERP, ALEX);

            assertThat(small.remembered()).isEqualTo(1);
        }
    }

    private static AccessToken token(TokenAnswer answer) {
        return ((TokenAnswer.Leased) answer).lease().accessToken();
    }

    private TokenAnswer leased(AccessToken token) {
        LeaseReply lease = leases.leased().lease();
        return new TokenAnswer.Leased(new LeaseReply(
                token, lease.expiresAt(), lease.mailbox(), lease.userId(), lease.tenantId(), lease.graphUrl()));
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
