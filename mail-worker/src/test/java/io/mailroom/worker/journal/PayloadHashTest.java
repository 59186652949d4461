package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\":\"s\",\"importance\":\"normal\"}",
                "{\"subject\":\"s\",\"cc\":[],\"attachments\":[]}",
                "{\"subject\":\"s\",\"folder\":\"inbox\"}"
            })
    void says_the_same_with_a_default_written_out(String written) throws IOException {
        PayloadHash without = hash("{\"subject\":\"s\"}");

        assertThat(hash(written).sameAs(without)).isTrue();
        assertThat(without.sameAs(hash(written))).isTrue();
        assertThat(without.sameAs(hash(written).shortForm())).isTrue();
        assertThat(hash(written).sameAs(without.shortForm())).isTrue();
    }

    @Test
    void says_the_same_with_a_default_written_out_further_in() throws IOException {
        assertThat(hash("{\"attachments\":[{\"name\":\"a\",\"inline\":false}]}")
                        .sameAs(hash("{\"attachments\":[{\"name\":\"a\"}]}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\":\"s\",\"importance\":\"high\"}",
                "{\"subject\":\"s\",\"inline\":true}",
                "{\"subject\":\"s\",\"folder\":\"archive\"}",
                "{\"subject\":\"s\",\"cc\":[{}]}",
                "{\"subject\":\"s\",\"html\":null}"
            })
    void says_something_else_with_what_is_no_default(String other) throws IOException {
        PayloadHash without = hash("{\"subject\":\"s\"}");

        assertThat(hash(other).sameAs(without)).isFalse();
        assertThat(hash(other).sameAs(without.shortForm())).isFalse();
    }

    /** They kept the hash of the data as written, whatever defaults stood in them, and read no other. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"subject\":\"s\",\"importance\":\"normal\"}", "{\"subject\":\"s\"}"})
    void is_known_to_older_workers_and_knows_what_they_wrote(String data) throws IOException {
        PayloadHash older = new PayloadHash(hash(data).hex());

        assertThat(hash(data).sameAs(older)).isTrue();
        assertThat(hash(data).sameAs(older.shortForm())).isTrue();
    }

    @Test
    void is_written_as_older_workers_read_it() throws IOException {
        PayloadHash plain = hash("{\"subject\":\"s\"}");
        PayloadHash full = hash("{\"subject\":\"s\",\"cc\":[]}");

        assertThat(written(plain)).hasSize(1);
        assertThat(written(full).path("payload").asText()).isEqualTo(full.hex());
        assertThat(PayloadHash.readFrom(written(plain))).isEqualTo(plain);
        assertThat(PayloadHash.readFrom(written(full))).isEqualTo(full);
    }

    @Test
    void tells_apart_what_is_of_another_type() throws IOException {
        assertThat(hash("{}")).isNotEqualTo(PayloadHash.of("com.example.sync.v1", MailJson.object()));
    }

    private static JsonNode written(PayloadHash hash) {
        ObjectNode json = MailJson.object();
        hash.writeTo(json);
        return json;
    }

    private static PayloadHash hash(String data) throws IOException {
        return PayloadHash.of(TYPE, MailJson.read(data.getBytes(StandardCharsets.UTF_8)));
    }
}
