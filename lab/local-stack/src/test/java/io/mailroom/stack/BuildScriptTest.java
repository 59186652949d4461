package io.mailroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mailroom build} with a Maven that makes a class and a jar of each module only if it is not there. */
class BuildScriptTest {
    private static final String MAVEN = """
            if [ "$1" = -v ]; then echo "Apache Maven 3.9.9"; exit; fi
            echo run >>"$RUNS"
            for module in %s; do
              mkdir -p "$module/target/classes"
              [ -e "$module/target/classes/A.class" ] || echo class >"$module/target/classes/A.class"
              [ -e "$module/target/a.jar" ] || echo jar >"$module/target/a.jar"
            done
            case "$ENDING" in
              killed) : >shared-model/target/classes/A.class; kill -9 "$PPID" ;;
              failed) echo "[ERROR] a semicolon"; exit 1 ;;
            esac
            """;

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void checkOut() throws IOException {
        String script = Files.readString(Checkout.find().root().resolve("mailroom"));
        String modules = script.substring(script.indexOf("\nmodules=(") + 10, script.indexOf(")\ncommands="));
        root = Files.createDirectories(folder.resolve("Müller & Söhne/100% mail room"));
        Files.writeString(root.resolve("mailroom"), script);
        Files.writeString(root.resolve("pom.xml"), "");
        for (String module : modules.split(" ")) {
            Files.createDirectories(root.resolve(module + "/src/main"));
            Files.writeString(root.resolve(module + "/pom.xml"), "");
        }
        program("bin/mvn", MAVEN.formatted(modules));
        program("jdk/bin/javac", "echo javac 25.0.1\n");
    }

    @Test
    void what_is_built_is_not_built_again() throws Exception {
        assertThat(build("")).isZero();
        assertThat(build("")).isZero();

        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void a_failure_is_told_and_tried_again() throws Exception {
        assertThat(build("failed")).isEqualTo(1);
        assertThat(said()).contains("the build failed", "[ERROR] a semicolon");
        assertThat(build("")).isZero();
        assertThat(said()).doesNotContain("cut off");

        assertThat(runs()).isEqualTo(2);
    }

    @Nested
    class A_build_that_was_killed {
        @Test
        void leaves_nothing_that_the_next_one_trusts() throws Exception {
            assertThat(build("killed")).isNotZero();
            assertThat(classFile()).isEmptyFile();

            assertThat(build("")).isZero();

            assertThat(said()).contains("The last build was cut off; building anew.");
            assertThat(classFile()).hasContent("class");
            assertThat(build("")).isZero();
            assertThat(runs()).isEqualTo(2);
        }

        private Path classFile() {
            return root.resolve("shared-model/target/classes/A.class");
        }
    }

    @Nested
    class A_jar_that_is_not_as_it_was_built {
        @Test
        void is_made_again() throws Exception {
            assertThat(build("")).isZero();
            Path jar = root.resolve("mail-worker/target/a.jar");
            Files.writeString(jar, "j");

            assertThat(build("")).isZero();

            assertThat(jar).hasContent("jar");
            assertThat(runs()).isEqualTo(2);
        }
    }

    private int build(String ending) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", root.resolve("mailroom").toString(), "build");
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MAILROOM_") || name.startsWith("LC_"));
        environment.put("LANG", "C");
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("RUNS", folder.resolve("runs").toString());
        environment.put("ENDING", ending);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
    }

    private long runs() throws IOException {
        try (var lines = Files.lines(folder.resolve("runs"))) {
            return lines.count();
        }
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
