package io.mailroom.stack;

import io.mailroom.stack.cli.Mailroom;

/** The Java side of {@code ./mailroom}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Mailroom.commandLine().execute(arguments));
    }
}
