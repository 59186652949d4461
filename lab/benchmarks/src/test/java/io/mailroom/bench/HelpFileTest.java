package io.mailroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class HelpFileTest {
    @Test
    void the_files_that_the_script_shows_say_what_the_program_itself_would_say() {
        CommandLine bench = Main.commandLine();

        same("bench", bench);
        assertThat(bench.getSubcommands()).isNotEmpty();
        bench.getSubcommands().forEach((name, command) -> same("bench-" + name, command));
    }

    private static void same(String file, CommandLine command) {
        assertThat(Path.of("../local-stack/src/main/resources/help/" + file + ".txt"))
                .content()
                .isEqualTo(command.getUsageMessage(Ansi.OFF));
    }
}
