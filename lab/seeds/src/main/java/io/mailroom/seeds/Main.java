package io.mailroom.seeds;

import picocli.CommandLine;

/** The command line of the simulation. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        java.util.logging.LogManager.getLogManager().reset();
        System.exit(new CommandLine(new SimulateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
