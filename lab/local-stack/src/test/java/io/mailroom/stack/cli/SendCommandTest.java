package io.mailroom.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SendCommandTest {
    @TempDir
    private Path folder;

    @Nested
    class With_every_option {
        @Test
        void the_command_has_every_field_of_the_contract() throws IOException {
            JsonNode data = data(
                    "--connection=c-1",
                    "--to=a@x.example",
                    "--cc=b@x.example",
                    "--bcc=c@x.example",
                    "--reply-to=d@x.example",
                    "--subject=Hello",
                    "--text=plain",
                    "--html=" + file("mail.html", "<p>Müller</p>"),
                    "--importance=high",
                    "--attach=" + file("a & b.txt", "1"),
                    "--inline=" + file("logo=1.svg", "<svg/>") + "=logo",
                    "--send-at=2026-11-24T07:00:00+01:00",
                    "--expires-at=2026-11-25T07:00:00Z");

            assertThat(fields(data)).isEqualTo(ofTheContract("data"));
            assertThat(fields(data.path("attachments").path(1))).isEqualTo(ofTheContract("attachment"));
            assertThat(data.path("html").asText()).isEqualTo("<p>Müller</p>");
            assertThat(data.path("sendAt").asText()).isEqualTo("2026-11-24T07:00:00+01:00");
            assertThat(data.at("/attachments/0/name").asText()).isEqualTo("a & b.txt");
            assertThat(data.at("/attachments/1/name").asText()).isEqualTo("logo=1.svg");
            assertThat(data.at("/attachments/1/contentId").asText()).isEqualTo("logo");
        }

        private static Set<String> ofTheContract(String part) throws IOException {
            JsonNode schema = MailJson.read(Files.readAllBytes(Checkout.find()
                    .root()
                    .resolve("shared-model/src/main/resources/schemas/io.mailroom.mail.send.v1.schema.json")));
            JsonNode found = schema.at((part.equals("data") ? "/properties/" : "/$defs/") + part);
            return fields(found.required("properties"));
        }
    }

    @Nested
    class What_the_contract_refuses {
        @Test
        void is_passed_on_for_the_worker_to_refuse() {
            assertThat(data("--connection=c-1", "--to=nobody", "--importance=urgent", "--send-at=tomorrow")
                            .toString())
                    .isEqualTo("{\"connectionId\":\"c-1\",\"to\":[{\"address\":\"nobody\"}],"
                            + "\"importance\":\"urgent\",\"sendAt\":\"tomorrow\"}");
        }
    }

    @Nested
    class What_is_no_command_at_all {
        @Test
        void is_told_at_once() {
            assertThatThrownBy(() -> data("--connection=c-1", "--inline=logo.svg"))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("FILE=ID");
            assertThatThrownBy(() -> data("--connection=c-1", "--attach=" + folder.resolve("gone.pdf")))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("gone.pdf cannot be read");
            assertThatThrownBy(() -> CommandRun.key("not a source", "1")).isInstanceOf(StackFailure.class);
            assertThatThrownBy(() -> CommandRun.connection("c 1")).isInstanceOf(StackFailure.class);
        }
    }

    private static ObjectNode data(String... options) {
        SendCommand command = new SendCommand();
        new CommandLine(command).parseArgs(options);
        return command.data();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Set<String> fields(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
