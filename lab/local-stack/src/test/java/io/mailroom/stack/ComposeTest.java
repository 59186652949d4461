package io.mailroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.process.Command;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final File ROOT = Checkout.find().root().toFile();

    @Test
    void docker_compose_understands_the_file() throws Exception {
        assumeThat(Command.works("docker-compose", "version")).isTrue();
        Process process = new ProcessBuilder("docker-compose", "config", "--quiet")
                .directory(ROOT)
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void every_image_that_is_built_has_its_dockerfile() throws Exception {
        List<String> named = Files.readString(ROOT.toPath().resolve("docker-compose.yml"))
                .lines()
                .filter(line -> line.contains("dockerfile: "))
                .map(line -> line.replaceAll(".*dockerfile: ([^}]*)}.*", "$1").strip())
                .toList();

        assertThat(named)
                .hasSize(3)
                .allSatisfy(path -> assertThat(ROOT.toPath().resolve(path)).exists());
    }
}
