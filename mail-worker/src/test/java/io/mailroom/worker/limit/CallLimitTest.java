package io.mailroom.worker.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.testing.TestingSlowGraph;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a lost place is waited for without end
class CallLimitTest {
    private static final MailboxAccess ADELE = access("00000000-0000-4000-8000-000000000001");
    private static final MailboxAccess ALEX = access("00000000-0000-4000-8000-000000000002");

    private final TestingSlowGraph graph = new TestingSlowGraph();
    private final CallLimit limit = new CallLimit(graph, 4);

    @AfterEach
    void end() {
        graph.endAll();
    }

    @Nested
    class Four_calls_for_a_mailbox {
        @Test
        void run_at_once_whoever_makes_them() throws Exception {
            start(ADELE, Call.SEND, Call.DELTA, Call.FIND, Call.CREATE);

            assertThat(graph.sees(4)).isTrue();
        }
    }

    @Nested
    class A_fifth_call {
        @ParameterizedTest
        @EnumSource
        void waits_until_one_of_the_four_has_ended(Call fifth) throws Exception {
            start(ADELE, Call.SEND, Call.DELTA, Call.GET, Call.ATTACH);
            assertThat(graph.sees(4)).isTrue();

            awaitStanding(start(ADELE, fifth));

            assertThat(graph.inFlight()).isEqualTo(4);
            graph.endOne();
            assertThat(graph.sees(1)).isTrue();
            assertThat(graph.inFlight()).isEqualTo(4);
        }

        @Test
        void is_not_held_up_if_it_is_for_another_mailbox() throws Exception {
            start(ADELE, Call.SEND, Call.SEND, Call.SEND, Call.SEND, Call.SEND);
            assertThat(graph.sees(4)).isTrue();

            start(ALEX, Call.SEND);

            assertThat(graph.sees(1)).isTrue();
        }
    }

    @Nested
    class A_mailbox_that_was_idle {
        @Test
        void has_the_same_limit_afterwards() throws Exception {
            Thread only = start(ADELE, Call.SEND);
            assertThat(graph.sees(1)).isTrue();
            graph.endOne();
            only.join();
            assertThat(limit.mailboxes()).isZero();

            start(ADELE, Call.SEND, Call.SEND, Call.SEND, Call.SEND);
            assertThat(graph.sees(4)).isTrue();
            awaitStanding(start(ADELE, Call.SEND));

            assertThat(graph.inFlight()).isEqualTo(4);
        }
    }

    @Nested
    class A_call_that_throws {
        @Test
        void gives_its_place_back() throws Exception {
            start(ADELE, Call.SEND, Call.SEND, Call.SEND);
            assertThat(graph.sees(3)).isTrue();
            graph.breakDown();

            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> Call.SEND.make(limit, ADELE)).hasMessage("planted");
            }
        }

        @Test
        void leaves_nothing_behind() {
            graph.breakDown();

            assertThatThrownBy(() -> Call.SEND.make(limit, ADELE)).hasMessage("planted");

            assertThat(limit.mailboxes()).isZero();
        }

        @Test
        void leaves_the_limit_of_those_in_flight_as_it_was() throws Exception {
            start(ADELE, Call.SEND, Call.SEND, Call.SEND);
            assertThat(graph.sees(3)).isTrue();
            graph.breakDown();
            assertThatThrownBy(() -> Call.SEND.make(limit, ADELE)).hasMessage("planted");
            graph.repair();

            start(ADELE, Call.SEND);
            assertThat(graph.sees(1)).isTrue();
            awaitStanding(start(ADELE, Call.SEND));

            assertThat(graph.inFlight()).isEqualTo(4);
        }
    }

    /** @return the thread of the last one */
    private Thread start(MailboxAccess access, Call first, Call... more) {
        Thread last = Thread.ofVirtual().start(() -> first.make(limit, access));
        for (Call call : more) {
            last = Thread.ofVirtual().start(() -> call.make(limit, access));
        }
        return last;
    }

    /** Until the thread stands still, be it at the limit or in Graph. */
    private static void awaitStanding(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static MailboxAccess access(String userId) {
        return new MailboxAccess(
                URI.create("https://graph.example/v1.0"), userId, "m@contoso.example", new AccessToken("token"));
    }
}
