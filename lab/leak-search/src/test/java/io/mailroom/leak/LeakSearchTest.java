package io.mailroom.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that finds nothing proves something only if it would have found it. */
class LeakSearchTest {
    private static final String SECRET = "0.AXoA/x~8Q\"Secret+With=Every_Kind-of.Character";
    private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    private final LeakSearch search = new LeakSearch();

    LeakSearchTest() {
        search.add("secret", SECRET);
    }

    static Stream<String> traces() {
        return Stream.of(
                SECRET,
                SECRET.substring(7, 7 + SecretForms.PIECE),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                SECRET.replace("\"", "\\\""),
                HexFormat.of().formatHex(BYTES),
                Base64.getEncoder().encodeToString(BYTES),
                Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES),
                basic("c:"),
                basic("cl:"),
                basic("cli:"));
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void any_form_of_a_secret_is_found_in_the_midst_of_other_text(String trace) {
        assertThat(search.in("log", "before " + trace + " behind"))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).startsWith("log at ").endsWith(": secret"));
    }

    @Test
    void one_character_less_than_a_piece_is_not() {
        assertThat(search.in("log", "x" + SECRET.substring(7, 6 + SecretForms.PIECE) + "x"))
                .isEmpty();
    }
}
