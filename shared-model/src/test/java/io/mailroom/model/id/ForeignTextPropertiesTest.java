package io.mailroom.model.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ForeignTextPropertiesTest {
    @Property
    void a_line_is_bounded_and_can_be_written_as_UTF_8(
            @ForAll("anything") String text, @ForAll @IntRange(min = 1, max = 40) int longest)
            throws CharacterCodingException {
        String line = ForeignText.line(text, longest);

        assertThat(line.length()).isLessThanOrEqualTo(longest);
        assertThat(line.chars()).noneMatch(Character::isISOControl);
        assertThat(StandardCharsets.UTF_8
                        .newEncoder()
                        .encode(CharBuffer.wrap(line))
                        .remaining())
                .isLessThanOrEqualTo(3 * longest);
    }

    @Property
    void what_needs_no_cleaning_stays_as_it_is(@ForAll("anything") String text) {
        if (ForeignText.faithful(text, 100)) {
            assertThat(ForeignText.line(text, 100)).isEqualTo(text.strip());
        }
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<Character> odd =
                Arbitraries.of('\u0000', '\n', '\u0085', '\u007f', '\ud83d', '\ude00', '\ufffd', ' ');
        return Arbitraries.oneOf(
                        odd, Arbitraries.chars().ascii(), Arbitraries.chars().all())
                .list()
                .ofMaxSize(60)
                .map(characters -> {
                    var text = new StringBuilder();
                    characters.forEach(text::append);
                    return text.toString();
                });
    }
}
