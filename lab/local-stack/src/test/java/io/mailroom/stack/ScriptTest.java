package io.mailroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script up to the point where it hands over to Java. */
class ScriptTest {
    @TempDir
    private Path folder;

    record Ran(int code, String text) {}

    private Ran mailroom(String javaHome, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "bash", Checkout.find().root().resolve("mailroom").toString());
        builder.command().addAll(java.util.List.of(arguments));
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
        assertThat(ran.text()).contains("unknown command 'fly'");
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
