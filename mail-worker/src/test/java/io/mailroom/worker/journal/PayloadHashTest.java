package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadHashTest {
    private static final String TYPE = "com.example.send.v1";

    /** Told by sha256sum of the type, a line feed and the data as they stand here: journals are full of them. */
    @Test
    void is_of_the_type_and_the_data_with_its_members_in_order() throws IOException {
        assertThat(hash("{\"a\":[{\"b\":1,\"c\":\"x\"},2],\"d\":null}").hex())
                .isEqualTo("32541af13ec0edfcfd400cc9872dc3794cba3c2ac67f8e7f24d8230fc12bf348");
    }

    @Test
    void is_the_same_whatever_the_serializer() throws IOException {
        assertThat(hash("{ \"d\": null, \"a\": [ {\"c\": \"x\", \"b\": 1}, 2 ] }"))
                .isEqualTo(hash("{\"a\":[{\"b\":1,\"c\":\"x\"},2],\"d\":null}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[2,{\"b\":1,\"c\":\"x\"}],\"d\":null}",
                "{\"a\":[{\"b\":1,\"c\":\"y\"},2],\"d\":null}",
                "{\"a\":[{\"b\":1,\"c\":\"x\"},2]}"
            })
    void tells_apart_what_says_something_else(String other) throws IOException {
        assertThat(hash(other)).isNotEqualTo(hash("{\"a\":[{\"b\":1,\"c\":\"x\"},2],\"d\":null}"));
    }

    @Test
    void tells_apart_what_is_of_another_type() throws IOException {
        assertThat(hash("{}")).isNotEqualTo(PayloadHash.of("com.example.sync.v1", MailJson.object()));
    }

    private static PayloadHash hash(String data) throws IOException {
        return PayloadHash.of(TYPE, MailJson.read(data.getBytes(StandardCharsets.UTF_8)));
    }
}
