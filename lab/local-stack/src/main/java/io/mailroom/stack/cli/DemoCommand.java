package io.mailroom.stack.cli;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.demo.Demo;
import io.mailroom.stack.demo.DemoOutput;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "demo", description = "Starts everything, runs the main job once, shows it, and leaves the stack up.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "The events as JSON lines on standard output; all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter talk = json ? spec.commandLine().getErr() : out;
        LocalStack stack = LocalStack.prepare(CurrentStack.options(), new TextProgress(talk, Colours.ofThisTerminal()));
        Thread stop = new Thread(stack::stop);
        Runtime.getRuntime().addShutdownHook(stop);
        stack.start();
        Runtime.getRuntime().removeShutdownHook(stop); // what is up stays up
        DemoOutput output = new DemoOutput(talk, json ? out : null);
        new Demo(stack.info(), output).run();
        return 0;
    }
}
