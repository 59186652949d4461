package io.mailroom.bench.headofline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Round round(int unanswered, long mails, double processorSeconds, long... millis) {
        var histogram = new Histogram(3);
        for (long value : millis) {
            histogram.recordValue(value);
        }
        return new Round(new Delays(histogram, unanswered), mails, processorSeconds, 5, 20, 3);
    }

    private final Table table = new Table(
            List.of(round(0, 100, 1, 100), round(0, 300, 1, 200)),
            List.of(round(1, 50, 0.5, 300), round(0, 0, 0, 400)));

    @Test
    void the_rounds_of_a_kind_count_together_and_the_ratio_is_that_of_their_p99() {
        assertThat(table.ratio()).isEqualTo(2.0);
        assertThat(table.text().get(2)).matches("healthy +2 +100 +200 +1.00 +0 +5-5 +20-20 +3-3 +5.00");
        assertThat(table.text().get(3)).matches("sick +2 +300 +400 +2.00 +1 +5-5 +20-20 +3-3 +10.00");
    }

    @Test
    void a_program_reads_the_same() {
        assertThat(table.json().get(1))
                .contains(
                        "\"kind\":\"sick\"",
                        "\"p99Ratio\":2.000",
                        "\"unanswered\":1",
                        "\"processorSecondsOfThousandMails\":10.000");
    }

    @Test
    void rounds_without_a_mail_have_no_cost_for_each() {
        var none = new Table(List.of(round(0, 0, 1)), List.of());

        assertThat(none.json().get(0)).contains("\"processorSecondsOfThousandMails\":null");
    }
}
