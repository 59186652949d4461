package io.mailroom.auth.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** The service; or, with {@code keys} as the first argument, an operator's command that starts no service. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("keys")) {
            Quarkus.run(arguments);
            return;
        }
        System.exit(OperatorCommand.keys(Arrays.copyOfRange(arguments, 1, arguments.length), System.out));
    }
}
