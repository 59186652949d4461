package io.mailroom.worker.decode;

import static io.mailroom.worker.decode.Records.attributes;
import static io.mailroom.worker.decode.Records.binary;
import static io.mailroom.worker.decode.Records.record;
import static io.mailroom.worker.decode.Records.structured;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EnvelopePropertiesTest {
    private static final Set<String> JUDGED =
            Set.of("id", "source", "specversion", "type", "datacontenttype", "data", "data_base64");

    @Property
    void an_attribute_that_is_not_used_changes_nothing(
            @ForAll("unused") String name, @ForAll String value, @ForAll boolean structured) {
        Map<String, String> attributes = attributes();
        attributes.put(name, value);

        assertThat(CommandDecoder.decode(structured ? structured(attributes) : binary(attributes)))
                .isEqualTo(CommandDecoder.decode(binary(attributes())));
    }

    @Property
    void whatever_the_others_say_an_id_and_a_source_have_their_answer(
            @ForAll("judged") String name, @ForAll String value, @ForAll boolean structured) {
        Map<String, String> attributes = attributes();
        attributes.put(name, value);

        assertThat(CommandDecoder.decode(structured ? structured(attributes) : binary(attributes)))
                .isNotInstanceOf(Decoded.Undecodable.class);
    }

    /** In front of the data stand the id and the source. */
    @Property
    void whatever_the_data_is_an_id_and_a_source_before_it_have_their_answer(@ForAll byte[] data) {
        assertThat(CommandDecoder.decode(structured(attributes(), data))).isInstanceOf(Decoded.Rejected.class);
    }

    @Property
    void no_bytes_make_structured_mode_throw(@ForAll byte[] bytes) {
        assertThat(CommandDecoder.decode(record(bytes, List.of(Records.STRUCTURED))))
                .isInstanceOf(Decoded.Undecodable.class);
    }

    @Provide
    Arbitrary<String> unused() {
        return Arbitraries.oneOf(
                        Arbitraries.of("time", "subject", "dataschema", "correlationId", "traceparent"),
                        Arbitraries.strings().ofMaxLength(30))
                .filter(name -> !JUDGED.contains(name.toLowerCase(Locale.ROOT)));
    }

    @Provide
    Arbitrary<String> judged() {
        return Arbitraries.of("specversion", "type", "datacontenttype");
    }
}
