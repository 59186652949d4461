package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.RevealSecrets;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsPrintNothingTest {
    private static final String PLANTED = "planted-secret";
    private static final OneTimeSecret ONE_TIME = OneTimeSecret.random();
    private static final String RANDOM = ONE_TIME.reveal(RevealSecrets.forTheWire());

    static Stream<Object> secrets() {
        return Stream.of(
                new RefreshToken(PLANTED),
                new AccessToken(PLANTED),
                new AuthorizationCode(PLANTED),
                new IdToken(PLANTED),
                new ClientSecret(PLANTED),
                ONE_TIME,
                new Form().add("client_secret", PLANTED),
                new HttpReply.Received(200, null, PLANTED.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Object> holders() {
        TokenReply tokens = new TokenReply.Granted(
                new AccessToken(PLANTED),
                Duration.ZERO,
                new RefreshToken(PLANTED),
                new IdToken(PLANTED),
                Set.of("Mail.Send"));
        return Stream.concat(secrets(), Stream.of(tokens));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void neither_as_text_nor_by_any_mapper(Object secret) {
        ObjectMapper lenient = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

        assertThat(String.valueOf(secret)).doesNotContain(PLANTED, RANDOM);
        assertThat(json(new ObjectMapper(), secret)).doesNotContain(PLANTED, RANDOM);
        assertThat(json(lenient, secret)).doesNotContain(PLANTED, RANDOM);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void and_are_final_classes_that_compare_by_identity(Object secret) throws NoSuchMethodException {
        Class<?> type = secret.getClass();

        assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
        assertThat(type.isRecord()).isFalse();
        assertThat(type.getMethod("equals", Object.class).getDeclaringClass()).isEqualTo(Object.class);
        assertThat(type.getMethod("hashCode").getDeclaringClass()).isEqualTo(Object.class);
    }

    private static String json(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
