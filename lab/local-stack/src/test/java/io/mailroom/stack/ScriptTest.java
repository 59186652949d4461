package io.mailroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script up to the point where it hands over to Java. */
class ScriptTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    record Ran(int code, String text) {}

    private Ran mailroom(String javaHome, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "bash", Checkout.find().root().resolve("mailroom").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAILROOM_"));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", javaHome);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), text);
    }

    @Test
    void help_lists_every_command_and_needs_no_java() throws Exception {
        Ran ran = mailroom("/nowhere", "help");

        assertThat(ran.code()).isZero();
        assertThat(ran.text()).contains("  up ", "  down ", "  status ", "  demo ", "  test ");
    }

    @Test
    void without_a_command_it_shows_the_list() throws Exception {
        assertThat(mailroom("/nowhere")).isEqualTo(mailroom("/nowhere", "--help"));
    }

    @Test
    void an_unknown_command_is_a_matter_of_usage() throws Exception {
        Ran ran = mailroom("/nowhere", "fly");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.text()).contains("unknown command 'fly'").doesNotContain("did you mean");
    }

    @ParameterizedTest
    @CsvSource({"statsu, status", "conect, connect", "seend, send", "connection, connections", "donw, down"})
    void a_misspelt_command_gets_a_suggestion(String misspelt, String meant) throws Exception {
        assertThat(mailroom("/nowhere", misspelt))
                .isEqualTo(
                        new Ran(2, "mailroom: unknown command '%s'; did you mean '%s'?\n".formatted(misspelt, meant)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "send", "keys", "simulate", "chaos", "bench", "prove", "build", "test"})
    void the_help_of_a_command_needs_no_java(String command) throws Exception {
        Ran ran = mailroom("/nowhere", command, "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.text())
                .isEqualTo(Files.readString(
                        Checkout.find().root().resolve("lab/local-stack/src/main/resources/help/" + command + ".txt")));
        assertThat(mailroom("/nowhere", "help", command)).isEqualTo(ran);
    }

    @Test
    void a_command_of_a_command_has_a_help_of_its_own() throws Exception {
        assertThat(mailroom("/nowhere", "dead", "show", "--help").text()).contains("mailroom dead show");
        assertThat(mailroom("/nowhere", "dead", "--help").text()).contains("mailroom dead [");
    }

    @Test
    void it_tells_its_version() throws Exception {
        Ran ran = mailroom("/nowhere", "--version");

        assertThat(ran.code()).isZero();
        assertThat(ran.text()).matches("mailroom [0-9][^ ]*( \\([0-9a-f]{7,}\\))?\n");
    }

    @Test
    void a_misspelt_variable_of_the_environment_is_a_matter_of_usage() throws Exception {
        environment.put("MAILROOM_HOMEE", "/nowhere");

        assertThat(mailroom("/nowhere", "status"))
                .isEqualTo(new Ran(
                        2,
                        "mailroom: the environment has MAILROOM_HOMEE, which nothing here reads;"
                                + " did you mean MAILROOM_HOME?\n"));
    }

    @Test
    void the_settings_of_the_services_are_known_in_the_environment() throws Exception {
        environment.put("MAILROOM_LIMITS_BROWSER_IN_ALL", "5");
        environment.put("MAILROOM_CLIENTS_SALES_RETURN_URLS", "http://localhost/");
        environment.put("MAILROOM_NOBODY_READS_THIS_HERE", "");

        Ran ran = mailroom("/nowhere", "status");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.text())
                .isEqualTo("mailroom: the environment has MAILROOM_NOBODY_READS_THIS_HERE, which nothing here reads\n");
    }

    @Test
    void an_older_jdk_is_passed_over() throws Exception {
        Path older = Files.createDirectories(folder.resolve("jdk-17/bin"));
        program(older.resolve("javac"), "echo javac 17.0.9");

        Ran ran = isOf25(older.resolve(".."));

        assertThat(ran.code()).isNotZero();
    }

    @Test
    void a_newer_jdk_will_do() throws Exception {
        Path newer = Files.createDirectories(folder.resolve("jdk-26/bin"));
        program(newer.resolve("javac"), "echo javac 26-ea");

        assertThat(isOf25(newer.resolve("..")).code()).isZero();
    }

    /** Runs only the script's own test of a candidate. */
    private Ran isOf25(Path candidate) throws Exception {
        String script = Files.readString(Checkout.find().root().resolve("mailroom"));
        int from = script.indexOf("is_25() {");
        String function = script.substring(from, script.indexOf("\n}\n", from) + 3);
        Process process = new ProcessBuilder("bash", "-c", function + "is_25 \"$1\"", "bash", candidate.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), text);
    }

    private static void program(Path path, String text) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
