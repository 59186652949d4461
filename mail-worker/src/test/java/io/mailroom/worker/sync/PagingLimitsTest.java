package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.sync.PagingLimits.Next;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PagingLimitsTest {
    private final PagingLimits limits = new PagingLimits();

    @Nested
    class A_link_that_was_followed {
        @Test
        void is_remembered_for_as_many_links_as_may_be() {
            follow(0, PagingLimits.REMEMBERED);

            assertThat(limits.after("link-1", true, 0)).isEqualTo(Next.ENDLESS);
        }

        @Test
        void is_forgotten_after_that() {
            follow(0, PagingLimits.REMEMBERED + 1);

            assertThat(limits.after("link-0", true, 0)).isEqualTo(Next.GO_ON);
        }
    }

    private void follow(int from, int to) {
        IntStream.range(from, to)
                .forEach(each ->
                        assertThat(limits.after("link-" + each, true, 0)).isEqualTo(Next.GO_ON));
    }
}
