package io.mailroom.m365.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DeltaTokensTest {
    private final DeltaTokens tokens = new DeltaTokens(new SecureRandom());

    private static DeltaPosition position(long cursor, boolean complete) {
        return new DeltaPosition(UUID.randomUUID().toString(), 7, cursor, cursor / 2, 3, 5, complete, !complete);
    }

    @Property(tries = 200)
    void a_token_gives_back_its_position(@ForAll @LongRange(min = 0) long cursor, @ForAll boolean complete) {
        DeltaPosition position = position(cursor, complete);

        assertThat(tokens.read(tokens.write(position))).contains(position);
    }

    @Property(tries = 200)
    void a_token_with_one_other_character_is_none(
            @ForAll @LongRange(min = 0) long cursor, @ForAll @IntRange(max = 90) int at) {
        String token = tokens.write(position(cursor, true));
        int where = at % (token.length() - 1);
        char other = token.charAt(where) == 'A' ? 'B' : 'A';

        assertThat(tokens.read(token.substring(0, where) + other + token.substring(where + 1)))
                .isEmpty();
    }

    @Property(tries = 100)
    void any_text_is_no_token(@ForAll String text) {
        assertThat(tokens.read(text)).isEmpty();
    }
}
