package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Throttled;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.testing.TestingGraph;
import io.mailroom.worker.graph.testing.TestingGraph.Behaviour;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What says no, from Graph or from a proxy in front of it, over real HTTP. */
class ForeignErrorsTest extends ForeignGraph {
    @Nested
    class A_status {
        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 409, 410, 412, 413, 501, 507})
        void is_definite(int status) {
            assertThat(send(TestingGraph.status(status, ""))).isInstanceOf(Refused.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 509})
        void asks_to_wait(int status) {
            assertThat(send(TestingGraph.status(status, ""))).isInstanceOf(Throttled.class);
        }

        @ParameterizedTest
        @CsvSource({"408, SERVER_ERROR", "500, SERVER_ERROR", "504, SERVER_ERROR", "302, UNREADABLE"})
        void leaves_open_what_was_done(int status, GraphReply.Why why) {
            assertThat(send(TestingGraph.status(status, ""))).isInstanceOfSatisfying(Unclear.class, unclear -> {
                assertThat(unclear.why()).isEqualTo(why);
                assertThat(unclear.status()).isEqualTo(status);
            });
        }
    }

    @Nested
    class A_code {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'error':{'code':'Outer'}} | Outer",
                    "{'error':{'code':'Outer','innerError':{'code':'Inner'}}} | Outer",
                    "{'error':{'code':'Outer','innerError':{'code':'ErrorOfExchange'}}} | ErrorOfExchange",
                    "{'error':{'code':'Outer','innererror':{'InnerError':{'code':'ErrorDeep'}}}} | ErrorDeep",
                    "{'error':{'innerError':{'code':'Inner'}}} | Inner",
                    "{'error':'invalid_token','error_description':'x'} | invalid_token",
                    "{'error':{'code':{}}} | ''",
                    "{'error':null} | ''",
                    "{} | ''",
                    "[] | ''",
                    "<html> | ''",
                    "'' | ''"
                },
                quoteCharacter = '"')
        void is_the_outermost_unless_a_deeper_one_is_exchanges_own(String body, String code) {
            String json = body.equals("''") ? "" : body.replace('\'', '"');
            String expected = code.equals("''") ? "" : code;

            assertThat(send(TestingGraph.status(400, json)))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(expected));
        }

        @Test
        void is_all_that_is_kept_since_the_message_may_quote_the_mail() {
            GraphReply<Accepted> reply = send(TestingGraph.status(
                    400, "{\"error\":{\"code\":\"ErrorInvalidRequest\",\"message\":\"Secret subject\"}}"));

            assertThat(reply.toString()).contains("ErrorInvalidRequest").doesNotContain("Secret");
        }
    }

    @Nested
    class An_answer_that_is_not_whole {
        @Test
        void says_what_its_status_says_if_it_breaks_off() {
            assertThat(send(brokenOff(403))).isInstanceOf(Refused.class);
            assertThat(send(brokenOff(202))).isInstanceOf(Done.class);
        }

        @Test
        void says_what_its_status_says_if_it_does_not_end_in_time() {
            microsoft.does(request ->
                    request.response().setStatusCode(403).setChunked(true).write("{"));

            assertThat(graph.send(access(), "d1", Instant.now().plusSeconds(4))).isInstanceOf(Refused.class);
        }

        private static Behaviour brokenOff(int status) {
            return request -> request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Length", "1000")
                    .write("{")
                    .onComplete(written -> request.connection().close());
        }
    }

    @Nested
    class A_deletion {
        @Test
        void is_done() {
            assertThat(delete(204, "")).isEqualTo(List.of(Deleted.GONE));
        }

        @Test
        void of_what_is_not_there_is_done_too() {
            assertThat(delete(404, "{\"error\":{\"code\":\"ErrorItemNotFound\"}}"))
                    .isEqualTo(List.of(Deleted.WAS_NOT_THERE));
            assertThat(delete(404, "{\"error\":{\"code\":\"itemNotFound\"}}"))
                    .isEqualTo(List.of(Deleted.WAS_NOT_THERE));
        }

        @Test
        void in_a_mailbox_that_is_away_is_not() {
            assertThat(delete(404, "{\"error\":{\"code\":\"MailboxNotEnabledForRESTAPI\"}}"))
                    .isEmpty();
            assertThat(delete(410, "{\"error\":{\"code\":\"ErrorItemNotFound\"}}"))
                    .isEmpty();
        }

        /** @return nothing if it was refused */
        private List<Deleted> delete(int status, String body) {
            microsoft.does(TestingGraph.status(status, body));
            return switch (graph.deleteDraft(access(), "d1", within())) {
                case Done<Deleted>(var deleted, var _) -> List.of(deleted);
                case Refused<Deleted> _ -> List.of();
                case Throttled<Deleted> other -> throw new AssertionError(other);
                case Unclear<Deleted> other -> throw new AssertionError(other);
            };
        }
    }

    private GraphReply<Accepted> send(Behaviour behaviour) {
        microsoft.does(behaviour);
        return graph.send(access(), "d1", within());
    }
}
