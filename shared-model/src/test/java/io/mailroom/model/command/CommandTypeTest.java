package io.mailroom.model.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.testing.Schemas;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandTypeTest {
    @Test
    void every_command_has_one() {
        assertThat(Stream.of(CommandType.values()).<Class<?>>map(CommandType::command))
                .containsExactlyInAnyOrder(MailCommand.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource
    void it_is_known_by_its_name_and_has_a_schema(CommandType type) {
        assertThat(CommandType.of(type.type())).contains(type);
        assertThat(Schemas.file(type.type())).isNotEmpty();
    }

    @Test
    void another_name_is_no_command() {
        assertThat(CommandType.of("io.mailroom.mail.send.v2")).isEmpty();
    }
}
