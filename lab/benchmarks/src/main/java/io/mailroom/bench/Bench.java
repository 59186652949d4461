package io.mailroom.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A measurement as a command: figures on standard output, how it goes on standard error. */
public abstract class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    protected final void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    protected final void say(String progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(progress);
        err.flush();
    }
}
