package io.mailroom.model.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import io.mailroom.model.testing.Schemas;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttachmentBytesPropertiesTest {
    private static final Schema SCHEMA =
            Schemas.of(Schemas.file(SendMail.TYPE).at("/$defs/attachment/properties/contentBase64"));

    @Property
    void any_bytes_survive_base64(@ForAll byte[] bytes) {
        AttachmentBytes read =
                AttachmentBytes.ofBase64(AttachmentBytes.copyOf(bytes).base64());

        assertThat(read).isEqualTo(AttachmentBytes.copyOf(bytes));
        assertThat(read.copy()).isEqualTo(bytes);
        assertThat(read.size()).isEqualTo(bytes.length);
    }

    @Property
    void bytes_print_as_a_size_only(@ForAll byte[] bytes) {
        assertThat(AttachmentBytes.copyOf(bytes)).hasToString("AttachmentBytes[" + bytes.length + " bytes]");
    }

    @Property
    void a_text_can_be_read_exactly_if_the_schema_takes_it(@ForAll("texts") String text) {
        assertThat(canBeRead(text))
                .isEqualTo(SCHEMA.validate(TextNode.valueOf(text)).isEmpty());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("AZaz09+/==-_\n").ofMaxLength(9);
    }

    private static boolean canBeRead(String text) {
        try {
            AttachmentBytes.ofBase64(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
