package io.mailroom.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    private static final StackInfo INFO = new StackInfo(
            new StackInfo.Kafka("127.0.0.1:19092"),
            new StackInfo.Postgres("jdbc:postgresql://127.0.0.1:15432/mailroom", "mailroom", "pass-secret"),
            new StackInfo.Simulator("http://127.0.0.1:8720", "http://127.0.0.1:8720/_lab"),
            new StackInfo.AuthService("http://127.0.0.1:8700"),
            new StackInfo.Client("erp", "client-id", "client-secret", "http://127.0.0.1:8720/token"),
            "/keys",
            List.of(new StackInfo.Process("kafka", 42, "/log", "127.0.0.1:19092")));

    @TempDir
    private Path folder;

    @Test
    void reads_back_what_was_written() {
        StackHome home = new StackHome(folder);

        StackFile.write(home, INFO);

        assertThat(StackFile.read(home)).contains(INFO);
    }

    @Test
    void is_readable_by_its_owner_only() throws IOException {
        StackHome home = new StackHome(folder);

        StackFile.write(home, INFO);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.stackFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void has_the_published_shape() throws IOException {
        StackHome home = new StackHome(folder);

        StackFile.write(home, INFO);

        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(home.stackFile()));
        assertThat(json.at("/kafka/bootstrapServers").asText()).isEqualTo("127.0.0.1:19092");
        assertThat(json.at("/postgres/password").asText()).isEqualTo("pass-secret");
        assertThat(json.at("/client/tokenUrl").asText()).endsWith("/token");
        assertThat(json.at("/processes/0/pid").asLong()).isEqualTo(42);
    }

    @Test
    void says_that_it_is_damaged_without_quoting_it() throws IOException {
        StackHome home = new StackHome(folder);
        Files.writeString(home.stackFile(), "{\"secret\": \"do-not-quote\"");

        assertThatThrownBy(() -> StackFile.read(home))
                .isInstanceOf(StackFailure.class)
                .hasNoCause()
                .message()
                .contains("damaged")
                .doesNotContain("do-not-quote");
    }

    @Test
    void is_absent_before_the_first_start() {
        assertThat(StackFile.read(new StackHome(folder))).isEmpty();
    }

    @Test
    void never_prints_its_secrets() {
        assertThat(INFO.toString()).doesNotContain("pass-secret").doesNotContain("client-secret");
    }
}
