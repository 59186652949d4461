package io.mailroom.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Property
    void survives_kafkas_metadata(
            @ForAll @LongRange(min = 0, max = 1L << 50) long offset,
            @ForAll @Size(max = 1200) List<@IntRange(min = 1, max = 40) Integer> gaps) {
        var open = new TreeSet<Long>();
        long at = offset;
        open.add(at);
        for (int gap : gaps) {
            at += gap;
            open.add(at);
        }
        var position = new Position(offset, at + 1, List.copyOf(open));

        assertThat(Position.read(offset, position.metadata())).isEqualTo(position);
    }

    @Property(tries = 50)
    void that_is_too_long_says_less_and_nothing_wrong(
            @ForAll @Size(min = 3000, max = 5000) List<@IntRange(min = 1, max = 100_000) Integer> gaps) {
        var open = new ArrayList<Long>();
        long at = 7;
        for (int gap : gaps) {
            open.add(at);
            at += gap;
        }

        String metadata = new Position(7, at, open).metadata();

        assertThat(metadata).hasSizeLessThanOrEqualTo(Position.MOST_CHARACTERS);
        Position read = Position.read(7, metadata);
        assertThat(open).startsWith(read.open().toArray(Long[]::new));
        assertThat(read.readTo()).isEqualTo(open.get(read.open().size()));
    }

    @Test
    void set_by_hand_begins_anew() {
        assertThat(Position.read(5, "")).isEqualTo(Position.at(5));
        assertThat(Position.read(5, "somebody else's")).isEqualTo(Position.at(5));
        assertThat(Position.read(5, "1:!!")).isEqualTo(Position.at(5));
    }
}
