package io.mailroom.bench;

import io.mailroom.stack.FreshHome;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A whole stack of its own, with one worker if no option says otherwise; stopped whatever happens, also by Ctrl-C. */
public record BenchStack(String bench, int mailboxes, UnaryOperator<StackOptions> options, Consumer<String> progress) {
    public BenchStack(String bench, int mailboxes, Consumer<String> progress) {
        this(bench, mailboxes, UnaryOperator.identity(), progress);
    }

    /** Where it keeps everything. */
    public StackHome home() {
        return new StackHome(Path.of("target", "bench-" + bench));
    }

    public <R> R measure(BiFunction<LocalStack, List<ConnectedMailbox>, R> measurement) {
        try (FreshHome claimed = FreshHome.claim(home().directory())) {
            StackOptions plain =
                    StackOptions.in(Checkout.find(), claimed.home()).withFreePorts();
            LocalStack stack = LocalStack.prepare(options.apply(plain), Progress.SILENT);
            var hook = new Thread(stack::stop);
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                progress.accept("starting the whole stack");
                stack.start();
                progress.accept("connecting " + mailboxes + " mailboxes");
                List<String> addresses = IntStream.range(0, mailboxes)
                        .mapToObj("person-%d@contoso.example"::formatted)
                        .toList();
                return measurement.apply(stack, ConnectedMailbox.connect(stack.info(), addresses, _ -> {}));
            } finally {
                stack.stop();
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }
}
