package io.mailroom.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.Diagnostics;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Throttled;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is no refusal; those have a table of their own in {@link ReplyJudgeOfRefusalsTest}. */
class ReplyJudgeTest {
    private static final Instant LATER = Instant.parse("2026-01-15T08:00:31Z");
    private static final Diagnostics DIAGNOSTICS = new Diagnostics("r-1", 0);

    @Nested
    class A_throttled_call {
        private final GraphReply<Accepted> reply = new Throttled<>(LATER, "ApplicationThrottled", DIAGNOSTICS);

        @Test
        void is_made_again_when_graph_said_and_costs_no_attempt() {
            assertThat(ReplyJudge.ofRepeatable(reply)).isEqualTo(again(LATER, ResultCode.THROTTLED, false));
        }

        @Test
        void is_judged_alike_if_it_was_a_send() {
            assertThat(ReplyJudge.ofSend(reply)).isEqualTo(again(LATER, ResultCode.THROTTLED, false));
        }

        @Test
        void is_made_again_at_a_time_of_our_own_if_graph_named_none() {
            assertThat(ReplyJudge.ofSend(new Throttled<>(null, "", DIAGNOSTICS)))
                    .isEqualTo(again(null, ResultCode.THROTTLED, false));
        }
    }

    @Nested
    class A_call_that_never_left {
        private final GraphReply<Accepted> reply = new Unclear<>(Why.NEVER_SENT, 0, "", null, DIAGNOSTICS);

        @Test
        void is_made_again_and_costs_no_attempt() {
            assertThat(ReplyJudge.ofRepeatable(reply)).isEqualTo(again(null, ResultCode.SERVICE_UNAVAILABLE, false));
        }

        @Test
        void leaves_no_doubt_if_it_was_a_send() {
            assertThat(ReplyJudge.ofSend(reply)).isEqualTo(again(null, ResultCode.SERVICE_UNAVAILABLE, false));
        }
    }

    @Nested
    class A_call_that_may_have_been_carried_out {
        @ParameterizedTest
        @EnumSource(value = Why.class, names = "NEVER_SENT", mode = Mode.EXCLUDE)
        void leaves_doubt_if_it_was_a_send(Why why) {
            assertThat(ReplyJudge.ofSend(unclear(why, 0, null))).isEqualTo(new Judgement.Doubt());
        }

        @ParameterizedTest
        @EnumSource(value = Why.class, names = "NEVER_SENT", mode = Mode.EXCLUDE)
        void is_made_again_if_that_does_no_harm_and_costs_an_attempt(Why why) {
            assertThat(ReplyJudge.ofRepeatable(unclear(why, 0, null)))
                    .isEqualTo(again(null, ResultCode.SERVICE_UNAVAILABLE, true));
        }
    }

    @Nested
    class A_server_error {
        @ParameterizedTest
        @CsvSource({"500, ErrorInternalServerError", "502, UnknownError", "503, ErrorServerBusy", "504, UnknownError"})
        void leaves_doubt_about_a_send_though_graph_asked_to_wait(int status, String code) {
            assertThat(ReplyJudge.ofSend(new Unclear<>(Why.SERVER_ERROR, status, code, LATER, DIAGNOSTICS)))
                    .isEqualTo(new Judgement.Doubt());
        }

        @Test
        void of_a_draft_is_waited_out_as_long_as_graph_asked() {
            assertThat(ReplyJudge.ofRepeatable(unclear(Why.SERVER_ERROR, 503, LATER)))
                    .isEqualTo(again(LATER, ResultCode.SERVICE_UNAVAILABLE, true));
        }
    }

    @Nested
    class A_success {
        private final GraphReply<Accepted> reply = new Done<>(new Accepted(), DIAGNOSTICS);

        @Test
        void is_not_for_this_judge() {
            assertThatThrownBy(() -> ReplyJudge.ofSend(reply)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ReplyJudge.ofRepeatable(reply)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_refused_token {
        @ParameterizedTest
        @CsvSource({"InvalidAuthenticationToken", "insufficient_claims", "''"})
        void is_renewed_for_a_send_as_well_since_nothing_was_done(String code) {
            GraphReply<Accepted> reply = new Refused<>(401, code, DIAGNOSTICS);

            assertThat(ReplyJudge.ofSend(reply)).isEqualTo(new Judgement.RenewToken());
            assertThat(ReplyJudge.ofRepeatable(reply)).isEqualTo(new Judgement.RenewToken());
        }
    }

    private static GraphReply<Accepted> unclear(Why why, int status, @Nullable Instant notBefore) {
        return new Unclear<>(why, status, "", notBefore, DIAGNOSTICS);
    }

    private static Judgement again(@Nullable Instant notBefore, ResultCode reason, boolean counts) {
        return new Judgement.Again(notBefore, reason, counts);
    }
}
