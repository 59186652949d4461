package io.mailroom.auth.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FernetTest {
    private static final byte[] KEY = new byte[32];

    static Stream<JsonNode> vectors(String name) {
        try (InputStream file = Objects.requireNonNull(FernetTest.class.getResourceAsStream("/fernet/" + name))) {
            JsonNode array = new ObjectMapper().readTree(file);
            return StreamSupport.stream(array.spliterator(), false);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<JsonNode> generate() {
        return vectors("generate.json");
    }

    static Stream<JsonNode> verify() {
        return vectors("verify.json");
    }

    static Stream<JsonNode> invalid() {
        return vectors("invalid.json");
    }

    private static Fernet fernet(JsonNode vector) {
        return new Fernet(Base64.getUrlDecoder().decode(vector.path("secret").textValue()));
    }

    private static Instant now(JsonNode vector) {
        return OffsetDateTime.parse(vector.path("now").textValue()).toInstant();
    }

    private static Duration ttl(JsonNode vector) {
        return Duration.ofSeconds(vector.path("ttl_sec").longValue());
    }

    @Nested
    class The_vectors_of_the_specification {
        @ParameterizedTest
        @MethodSource("io.mailroom.auth.crypt.FernetTest#generate")
        void are_generated(JsonNode vector) {
            byte[] iv = new byte[16];
            for (int i = 0; i < iv.length; i++) {
                iv[i] = (byte) vector.path("iv").path(i).intValue();
            }

            String token = fernet(vector)
                    .encrypt(vector.path("src").textValue().getBytes(StandardCharsets.UTF_8), now(vector), iv);

            assertThat(token).isEqualTo(vector.path("token").textValue());
        }

        @ParameterizedTest
        @MethodSource("io.mailroom.auth.crypt.FernetTest#verify")
        void are_verified(JsonNode vector) {
            byte[] plain = fernet(vector).decrypt(vector.path("token").textValue(), now(vector), ttl(vector));

            assertThat(new String(plain, StandardCharsets.UTF_8))
                    .isEqualTo(vector.path("src").textValue());
        }

        @ParameterizedTest
        @MethodSource("io.mailroom.auth.crypt.FernetTest#invalid")
        void are_refused_when_invalid_and_without_a_cause(JsonNode vector) {
            Fernet fernet = fernet(vector);

            assertThatThrownBy(() -> fernet.decrypt(vector.path("token").textValue(), now(vector), ttl(vector)))
                    .as(vector.path("desc").textValue())
                    .isInstanceOf(UnreadableSecret.class)
                    .hasNoCause();
        }
    }

    @Property(tries = 200)
    void whatever_is_encrypted_comes_back(@ForAll @Size(max = 300) byte[] plain) {
        Fernet fernet = new Fernet(KEY);

        assertThat(fernet.decrypt(fernet.encrypt(plain, Instant.EPOCH))).isEqualTo(plain);
    }

    @Test
    void any_changed_bit_is_noticed() {
        Fernet fernet = new Fernet(KEY);
        byte[] token =
                Base64.getUrlDecoder().decode(fernet.encrypt("a".getBytes(StandardCharsets.UTF_8), Instant.EPOCH));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            String text = Base64.getUrlEncoder().encodeToString(changed);
            assertThatThrownBy(() -> fernet.decrypt(text)).as("bit " + bit).isInstanceOf(UnreadableSecret.class);
        }
    }
}
