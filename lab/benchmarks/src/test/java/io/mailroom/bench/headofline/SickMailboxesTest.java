package io.mailroom.bench.headofline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SickMailboxesTest {
    @ParameterizedTest
    @CsvSource({"300,40,120", "300,0,0", "300,100,300", "10,30,3", "7,50,3"})
    void the_asked_share_is_sick_and_spread_over_the_turns(int mailboxes, int percent, int sick) {
        int[] those = IntStream.range(0, mailboxes)
                .filter(mailbox -> SickMailboxes.isSick(mailbox, percent))
                .toArray();

        assertThat(those).hasSize(sick);
        long inFirstHalf =
                IntStream.of(those).filter(mailbox -> mailbox < mailboxes / 2).count();
        assertThat(inFirstHalf).isBetween((long) sick / 2 - 1, (long) sick / 2 + 1);
    }
}
