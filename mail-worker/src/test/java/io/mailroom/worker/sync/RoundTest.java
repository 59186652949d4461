package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.sync.Round.Next;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RoundTest {
    private final Round round = new Round();

    @Nested
    class A_link_that_was_followed {
        @Test
        void is_remembered_for_as_many_links_as_may_be() {
            follow(0, Round.REMEMBERED);

            assertThat(round.after("link-1", true, 0)).isEqualTo(Next.ENDLESS);
        }

        @Test
        void is_forgotten_after_that() {
            follow(0, Round.REMEMBERED + 1);

            assertThat(round.after("link-0", true, 0)).isEqualTo(Next.GO_ON);
        }
    }

    private void follow(int from, int to) {
        IntStream.range(from, to)
                .forEach(
                        each -> assertThat(round.after("link-" + each, true, 0)).isEqualTo(Next.GO_ON));
    }
}
