package io.mailroom.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The script answers {@code --help} from files, without Java. */
class HelpFilesTest {
    /** The script's own, and those of other programs, whose modules hold them. */
    private static final Set<String> OF_OTHERS = Set.of("build", "test", "prove", "keys", "simulate", "chaos", "bench");

    private static final Path FOLDER = Checkout.find().root().resolve("lab/local-stack/src/main/resources/help");

    @Test
    void each_file_says_what_the_program_itself_would_say() throws IOException {
        for (var command : commands().entrySet()) {
            assertThat(FOLDER.resolve(command.getKey() + ".txt"))
                    .content()
                    .as("help/%s.txt is what ./mailroom %s --help prints", command.getKey(), command.getKey())
                    .isEqualTo(command.getValue().getUsageMessage(Ansi.OFF));
        }
    }

    @Test
    void no_file_is_left_over_and_none_is_missing() throws IOException {
        var known = new TreeSet<>(commands().keySet());
        known.addAll(OF_OTHERS);

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
                            .filter(name -> !name.startsWith("bench-")))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void the_script_knows_every_command() throws IOException {
        String script = Files.readString(Checkout.find().root().resolve("mailroom"));
        String line = script.lines()
                .filter(text -> text.startsWith("commands="))
                .findFirst()
                .orElseThrow();
        var known = new TreeSet<>(Mailroom.commandLine().getSubcommands().keySet());
        known.addAll(OF_OTHERS);
        known.add("help");

        assertThat(line.replaceAll("^commands=\"|\"$", "").split(" ")).containsExactlyInAnyOrderElementsOf(known);
        assertThat(known).allMatch(command -> script.contains("\n  " + command + " "));
    }

    /** Those of a command's own commands as {@code dead-list}. */
    private static TreeMap<String, CommandLine> commands() {
        var all = new TreeMap<String, CommandLine>();
        Mailroom.commandLine().getSubcommands().forEach((name, command) -> {
            all.put(name, command);
            command.getSubcommands().forEach((part, inner) -> all.put(name + "-" + part, inner));
        });
        return all;
    }
}
