package io.mailroom.bench;

import io.mailroom.bench.Mailboxes.Connected;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A whole stack of its own with one worker, for one measurement; stopped whatever happens, also by Ctrl-C. */
public record OneWorkerStack(
        String bench, int mailboxes, UnaryOperator<StackOptions> options, Consumer<String> progress) {
    public OneWorkerStack(String bench, int mailboxes, Consumer<String> progress) {
        this(bench, mailboxes, UnaryOperator.identity(), progress);
    }

    /** What is measured. */
    @FunctionalInterface
    public interface Measurement<R> {
        R on(LocalStack stack, List<Connected> mailboxes) throws InterruptedException;
    }

    /** Where it keeps everything. */
    public StackHome home() {
        return new StackHome(Path.of("target", "bench-" + bench));
    }

    public <R> R measure(Measurement<R> measurement) throws InterruptedException {
        StackHome home = home();
        LocalStack.wipe(home);
        LocalStack stack = LocalStack.prepare(
                options.apply(
                        StackOptions.in(Checkout.find(), home).withFreePorts().withWorkers(1)),
                Progress.SILENT);
        var hook = new Thread(stack::stop);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            progress.accept("starting the whole stack");
            stack.start();
            progress.accept("connecting " + mailboxes + " mailboxes");
            return measurement.on(stack, Mailboxes.connect(stack.info(), mailboxes));
        } finally {
            stack.stop();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
