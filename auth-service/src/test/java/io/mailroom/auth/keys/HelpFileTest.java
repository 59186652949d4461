package io.mailroom.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HelpFileTest {
    @Test
    void the_file_that_the_script_shows_says_what_the_program_itself_would_say() {
        assertThat(Path.of("../lab/local-stack/src/main/resources/help/keys.txt"))
                .content()
                .isEqualTo(KeysCommand.USAGE + "\n");
    }
}
