package io.mailroom.model.id;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.testing.Schemas;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdPropertiesTest {
    private static final Schema CONNECTION = part(SendMail.TYPE, "/$defs/connectionId");
    private static final Schema ADDRESS = part(SendMail.TYPE, "/$defs/address");
    private static final Schema COMMAND_ID = part(SendMail.TYPE, "/properties/id");
    private static final Schema CLIENT = part(ConnectionChanged.TYPE, "/properties/data/properties/client");

    @Property
    void a_connection_id_exists_exactly_if_the_schema_takes_it(@ForAll("texts") String text) {
        assertThat(exists(ConnectionId::new, text)).isEqualTo(takes(CONNECTION, text));
    }

    @Property
    void a_client_name_exists_exactly_if_the_schema_takes_it(@ForAll("texts") String text) {
        assertThat(exists(ClientName::new, text)).isEqualTo(takes(CLIENT, text));
    }

    /** The schema knows the form; where dots may stand and what a domain is, only the code. */
    @Property
    void an_address_exists_only_if_the_schema_takes_it(@ForAll("addresses") String text) {
        assertThat(!exists(MailboxAddress::new, text) || takes(ADDRESS, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alex@contoso.example",
                "a.l+e'x@sub.contoso.example",
                "\"a lex@home\"@contoso.example",
                "björn@bücher.example",
                "alex@xn--bcher-kva.example"
            })
    void an_address_may_be_quoted_and_international(String text) {
        assertThat(new MailboxAddress(text).value()).isEqualTo(text);
        assertThat(takes(ADDRESS, text)).isTrue();
    }

    @Property
    void a_command_id_exists_exactly_if_the_schema_takes_it(@ForAll("texts") String text) {
        assertThat(exists(id -> new CommandKey("/erp", id), text)).isEqualTo(takes(COMMAND_ID, text));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("azAZ09-_. \n\r\t\u0000\u0085\u00e4")
                .ofMinLength(0)
                .ofMaxLength(70);
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> part = Arbitraries.strings()
                .withChars("aZ0.-+'")
                .withChars("@<>,\"\\[] \n\u007f")
                .ofMaxLength(70);
        Arbitrary<String> plain =
                Arbitraries.strings().withChars("aZ0.-+'").ofMinLength(1).ofMaxLength(66);
        return Arbitraries.oneOf(
                part,
                Combinators.combine(plain, plain).as((local, domain) -> local + '@' + domain),
                Combinators.combine(part, plain).as((local, domain) -> local + '@' + domain));
    }

    private static boolean exists(Consumer<String> constructor, String text) {
        try {
            constructor.accept(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean takes(Schema schema, String text) {
        return schema.validate(TextNode.valueOf(text)).isEmpty();
    }

    private static Schema part(String type, String place) {
        JsonNode schema = Schemas.file(type).at(place);
        return Schemas.of(schema);
    }
}
