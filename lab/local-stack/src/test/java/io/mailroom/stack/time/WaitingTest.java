package io.mailroom.stack.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.stack.StackFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {
    @Test
    void looks_once_at_least_and_again_until_it_is_so() {
        var looks = new AtomicInteger();

        assertThat(Waiting.until(Duration.ZERO, () -> true)).isTrue();
        assertThat(Waiting.until(Duration.ofDays(1), Duration.ZERO, () -> looks.incrementAndGet() == 3))
                .isTrue();
        assertThat(Waiting.until(Duration.ofNanos(1), Duration.ZERO, () -> false))
                .isFalse();
    }

    @Test
    void ends_with_an_interrupt_that_whoever_comes_later_can_see() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Waiting.pause(Duration.ofDays(1))).isInstanceOf(StackFailure.class);
        assertThat(Thread.interrupted()).isTrue();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Waiting.get(new CompletableFuture<>())).isInstanceOf(StackFailure.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
