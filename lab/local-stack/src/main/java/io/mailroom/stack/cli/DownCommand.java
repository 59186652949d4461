package io.mailroom.stack.cli;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackLock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops the stack. Its data stays unless --wipe is given.")
final class DownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--wipe", description = "Also remove all data, secrets and logs.")
    private boolean wipe;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StackHome home = StackHome.ofThisUser(Checkout.find());
        try (StackLock _ = StackLock.acquire(home, Duration.ofMinutes(3))) {
            LocalStack.stopAll(home, new TextProgress(out, Colours.ofThisTerminal()));
            if (wipe) {
                LocalStack.wipe(home);
            }
        }
        out.println(wipe ? "Down, and all data is removed." : "Down. The data is kept; down --wipe removes it.");
        return 0;
    }
}
