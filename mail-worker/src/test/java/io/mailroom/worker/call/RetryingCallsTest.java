package io.mailroom.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.TokenFingerprint;
import io.mailroom.worker.graph.Diagnostics;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingLeases;
import io.mailroom.worker.testing.TestingSleeper;
import io.mailroom.worker.token.TokenAnswer;
import io.mailroom.worker.token.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryingCallsTest {
    private static final Duration IN_LINE = Duration.ofSeconds(30);
    private static final Duration RECHECK = Duration.ofMinutes(5);
    private static final GraphReply<String> REFUSED_TOKEN =
            new GraphReply.Refused<>(401, "InvalidAuthenticationToken", new Diagnostics(null, 401));
    private static final GraphReply<String> AWAY =
            new GraphReply.Unclear<>(GraphReply.Why.SERVER_ERROR, 503, "", null, new Diagnostics(null, 503));

    private final TestingClock clock = new TestingClock();
    private final TestingSleeper waits = new TestingSleeper(clock);
    private final TestingLeases leases = new TestingLeases(clock, Duration.ofHours(1));
    private Duration waitsForItsConnection = Duration.ZERO;
    private final Instant start = clock.instant();

    private RetryingCalls calls(History history) {
        return new RetryingCalls(
                new TokenSource(leases, clock, Duration.ZERO),
                new RetryPolicy(20),
                waits,
                clock,
                new WaitLimits(IN_LINE, RECHECK, clock.instant().plus(waitsForItsConnection)),
                new ClientName("erp"),
                new ConnectionId("adele"),
                history);
    }

    private static Outcome ended(CallResult<String> reached) {
        return ((CallResult.Ended<String>) reached).outcome();
    }

    @Nested
    class A_call_that_fails_again_and_again {
        @Test
        void is_made_in_line_while_the_waits_are_short_and_then_postponed() {
            Outcome outcome = ended(calls(History.NONE).repeat(Evidence.none(), access -> AWAY));

            assertThat(waits.waited())
                    .containsExactly(
                            Duration.ofMillis(500),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(8),
                            Duration.ofSeconds(16));
            assertThat(outcome)
                    .isEqualTo(new Outcome.Postponed(
                            clock.instant().plusSeconds(32), ResultCode.SERVICE_UNAVAILABLE, new History(7, false)));
        }

        @Test
        void goes_on_waiting_as_long_after_its_command_was_parked() {
            Outcome outcome = ended(calls(new History(7, false)).repeat(Evidence.none(), access -> AWAY));

            assertThat(waits.waited()).isEmpty();
            assertThat(outcome)
                    .isEqualTo(new Outcome.Postponed(
                            start.plusSeconds(60), ResultCode.SERVICE_UNAVAILABLE, new History(8, false)));
        }

        @Test
        void lasts_a_quarter_of_an_hour_before_its_command_fails() {
            Outcome outcome = new Outcome.Postponed(start, ResultCode.SERVICE_UNAVAILABLE, History.NONE);

            while (outcome instanceof Outcome.Postponed(Instant due, ResultCode _, History history)) {
                clock.advance(Duration.between(clock.instant(), due));
                outcome = ended(calls(history).repeat(Evidence.none(), access -> AWAY));
            }

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Ended.class,
                            ended -> assertThat(ended.ending())
                                    .isInstanceOfSatisfying(
                                            Ending.Failed.class,
                                            failed -> assertThat(failed.code()).isEqualTo(ResultCode.ATTEMPTS_SPENT)));
            assertThat(Duration.between(start, clock.instant()))
                    .isBetween(Duration.ofMinutes(12), Duration.ofMinutes(15));
        }
    }

    @Nested
    class A_token_that_Graph_refuses {
        @Test
        void is_named_to_auth_service_and_the_call_is_made_with_another() {
            var used = new ArrayList<AccessToken>();

            CallResult<String> reached = calls(History.NONE).repeat(Evidence.none(), access -> {
                used.add(access.token());
                return used.size() == 1 ? REFUSED_TOKEN : new GraphReply.Done<>("done", new Diagnostics(null, 200));
            });

            assertThat(reached).isInstanceOf(CallResult.Ok.class);
            assertThat(leases.asked.getLast().refusedToken()).isEqualTo(TokenFingerprint.of(used.getFirst()));
            assertThat(waits.waited()).isEmpty();
        }

        @Test
        void though_auth_service_renewed_it_parks_the_command_by_what_happened_and_blames_no_sign_in() {
            waitsForItsConnection = Duration.ofHours(24);
            leases.planned.add(leases.leased());
            leases.planned.add(leases.leased());
            leases.planned.add(new TokenAnswer.NotConnected(LeaseProblem.TOKEN_REFUSED));

            Outcome outcome = ended(calls(History.NONE).repeat(Evidence.none(), access -> REFUSED_TOKEN));

            assertThat(outcome)
                    .isEqualTo(new Outcome.Postponed(start.plus(RECHECK), ResultCode.TOKEN_REFUSED, History.NONE));
        }

        @Test
        void ends_the_command_by_that_code_when_it_has_waited_long_enough() {
            leases.planned.add(new TokenAnswer.NotConnected(LeaseProblem.TOKEN_REFUSED));

            Outcome outcome = ended(calls(History.NONE).repeat(Evidence.none(), access -> REFUSED_TOKEN));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Ended.class,
                            ended -> assertThat(ended.ending()).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
                                assertThat(failed.code()).isEqualTo(ResultCode.TOKEN_REFUSED);
                                assertThat(failed.retryable()).isTrue();
                            }));
        }

        @Test
        void is_not_replaced_without_end_though_auth_service_always_has_another() {
            waitsForItsConnection = Duration.ofHours(24);

            Outcome outcome = ended(calls(History.NONE).repeat(Evidence.none(), access -> REFUSED_TOKEN));

            assertThat(outcome)
                    .isEqualTo(new Outcome.Postponed(start.plus(RECHECK), ResultCode.TOKEN_REFUSED, History.NONE));
            assertThat(leases.asked).hasSize(4);
        }
    }
}
