package io.mailroom.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commands =
            Mailroom.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void each_command_explains_itself() {
        for (String command : commands.getSubcommands().keySet()) {
            assertThat(commands.execute(command, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: mailroom " + command);
        }
    }

    @Test
    void a_misspelt_option_is_a_matter_of_usage() {
        int code = commands.execute("up", "--detached-please");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--detached-please");
    }

    @Test
    void a_number_must_be_one() {
        assertThat(commands.execute("up", "--workers", "two")).isEqualTo(2);
    }
}
