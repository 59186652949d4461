package io.mailroom.stack.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.home.StackHome;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSecretsTest {
    @TempDir
    private Path folder;

    @Test
    void a_secret_is_made_once_of_32_bytes_and_another_in_another_home() {
        StackHome home = new StackHome(folder.resolve("one"));
        String first = new StackSecrets(home).clientSecret().reveal();

        assertThat(Base64.getUrlDecoder().decode(first)).hasSize(32);
        assertThat(new StackSecrets(home).clientSecret().reveal()).isEqualTo(first);
        assertThat(new StackSecrets(home).workerSecret().reveal()).isNotEqualTo(first);
        assertThat(new StackSecrets(new StackHome(folder.resolve("two")))
                        .clientSecret()
                        .reveal())
                .isNotEqualTo(first);
    }
}
