package io.mailroom.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeoverLogTest {
    private static String line(int partition, long from) {
        return line(partition, from, 3);
    }

    private static String line(int partition, long from, int millis) {
        return ("12:00:00 INFO partition taken over topic=mail.commands.erp partition=%d journaled=9 parked=0 from=%d"
                        + " read=4 millis=%d%n")
                .formatted(partition, from, millis);
    }

    @Test
    void the_first_takeover_of_a_partition_may_begin_at_zero() {
        assertThat(TakeoverLog.Lives.of(line(0, 0) + line(1, 0))).isEqualTo(new TakeoverLog.Lives(2, 0, 0));
    }

    @Test
    void one_that_was_taken_over_before_and_begins_at_zero_is_counted() {
        assertThat(TakeoverLog.Lives.of(line(0, 0) + line(1, 0) + line(0, 70) + line(1, 0)))
                .isEqualTo(new TakeoverLog.Lives(4, 2, 1));
    }

    @Test
    void a_start_takes_as_long_as_its_longest_takeover_and_former_starts_do_not_count(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("worker.log"), line(0, 0, 900));
        var log = new TakeoverLog(file);

        log.skip();
        Files.writeString(file, line(0, 70, 12) + line(1, 70, 31) + line(2, 70, 5), StandardOpenOption.APPEND);

        assertThat(log.longest()).isEqualTo(Duration.ofMillis(31));
    }

    @Test
    void a_survival_that_took_nothing_over_again_proves_nothing() {
        assertThat(new Survival(3, 10, 0, 0, new TakeoverLog.Lives(12, 0, 0)).clean())
                .isFalse();
        assertThat(new Survival(3, 10, 0, 0, new TakeoverLog.Lives(24, 12, 0)).clean())
                .isTrue();
        assertThat(new Survival(3, 10, 0, 0, new TakeoverLog.Lives(24, 12, 1)).clean())
                .isFalse();
    }
}
