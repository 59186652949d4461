package io.mailroom.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class HelpFileTest {
    @Test
    void the_file_that_the_script_shows_says_what_the_program_itself_would_say() {
        assertThat(Path.of("../local-stack/src/main/resources/help/simulate.txt"))
                .content()
                .isEqualTo(new CommandLine(new SimulateCommand()).getUsageMessage(Ansi.OFF));
    }
}
