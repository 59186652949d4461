package io.mailroom.model.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseReply;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
    private static final String CLEAR = "eyJ0eXAi.clear-text-of-a-token.c2ln";
    private static final AccessToken TOKEN = new AccessToken(CLEAR);

    @Test
    void comes_out_through_its_one_door() {
        assertThat(TOKEN.reveal(RevealSecrets.forTheWire())).isEqualTo(CLEAR);
    }

    @Nested
    class Printed {
        @Test
        void alone_or_inside_anything_it_stays_hidden() {
            assertThat(List.of(
                            TOKEN.toString(),
                            String.format("%s", TOKEN),
                            "token " + TOKEN,
                            String.valueOf(lease()),
                            Map.of("token", TOKEN).toString(),
                            new IllegalStateException("failed for " + TOKEN).toString()))
                    .allSatisfy(text -> assertThat(text).contains("redacted").doesNotContain(CLEAR));
        }
    }

    @Nested
    class Given_to_jackson {
        @Test
        void it_stays_hidden_with_the_usual_mapper() throws JsonProcessingException {
            assertStaysHidden(JsonMapper.builder());
        }

        @Test
        void it_stays_hidden_from_a_mapper_that_reads_private_fields() throws JsonProcessingException {
            assertStaysHidden(JsonMapper.builder().visibility(PropertyAccessor.FIELD, Visibility.ANY));
        }

        @Test
        void it_stays_hidden_from_a_mapper_that_reads_all_it_can() throws JsonProcessingException {
            assertStaysHidden(JsonMapper.builder()
                    .visibility(PropertyAccessor.ALL, Visibility.ANY)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS));
        }

        private void assertStaysHidden(JsonMapper.Builder builder) throws JsonProcessingException {
            String json = builder.addMixIn(Instant.class, AsText.class).build().writeValueAsString(lease());

            assertThat(json).contains("AccessToken[redacted]").doesNotContain(CLEAR);
        }
    }

    @Nested
    class As_an_object {
        @Test
        void it_cannot_be_compared_by_its_text() {
            assertThat(TOKEN).isNotEqualTo(new AccessToken(CLEAR));
        }

        @Test
        void it_cannot_be_serialized_by_java() {
            assertThat(TOKEN).isNotInstanceOf(Serializable.class);
            assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(TOKEN))
                    .isInstanceOf(NotSerializableException.class);
        }

        @Test
        void it_shows_its_text_by_no_method_that_takes_no_key() {
            assertThat(Stream.of(AccessToken.class, Secret.class)
                            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                            .filter(method -> method.getParameterCount() == 0)
                            .map(Method::getName))
                    .containsExactly("toString");
        }
    }

    private static LeaseReply lease() {
        return new LeaseReply(
                TOKEN,
                Instant.parse("2026-11-23T11:00:00Z"),
                new MailboxAddress("adele@contoso.example"),
                "6f1d0c3a-0000-4000-8000-00000000ad01",
                "6f1d0c3a-0000-4000-8000-00000000c001",
                URI.create("https://graph.contoso.example/v1.0"));
    }

    /** Jackson writes an Instant only with a module; as text here. */
    @JsonSerialize(using = ToStringSerializer.class)
    private interface AsText {}
}
