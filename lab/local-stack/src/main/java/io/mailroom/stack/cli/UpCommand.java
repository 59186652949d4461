package io.mailroom.stack.cli;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.PartStatus;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.time.Waiting;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Starts the whole stack, or what is dead in it; Ctrl-C stops it unless --detach is given.")
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--detach", description = "Return when all is ready and leave it running.")
    private boolean detach;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many mail-workers (default: as many as there are, or 1).")
    private int workers = -1;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StackOptions options = options();
        LocalStack stack = LocalStack.prepare(options, new TextProgress(out, Colours.ofThisTerminal()));
        Thread stop = new Thread(() -> {
            stack.stop();
            // Such as a data directory that is just being made.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        });
        Runtime.getRuntime().addShutdownHook(stop);
        if (detach) {
            stack.start();
            Runtime.getRuntime().removeShutdownHook(stop);
            out.println("The stack is up. ./mailroom status shows it, ./mailroom down stops it.");
            return 0;
        }
        stack.start();
        out.println("The stack is up. Ctrl-C stops it.");
        watch(stack, out);
        return 0;
    }

    private StackOptions options() {
        StackOptions options = CurrentStack.options();
        return workers >= 0 ? options.withWorkers(workers) : options;
    }

    /** Says which part has died, and ends when another command has stopped the stack. */
    private static void watch(LocalStack stack, PrintWriter out) {
        Set<String> said = new HashSet<>();
        for (List<PartStatus> parts = stack.status(); !parts.isEmpty() && !stack.isStopping(); parts = stack.status()) {
            for (PartStatus part : parts) {
                if (part.up()) {
                    said.remove(part.name());
                } else if (said.add(part.name())) {
                    out.printf(
                            "%s has ended; its log is %s. ./mailroom up --detach starts it again.%n",
                            part.name(), part.log());
                }
            }
            Waiting.pause(Duration.ofSeconds(1));
        }
    }
}
