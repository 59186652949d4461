package io.mailroom.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Signals that Java itself cannot send. */
public final class Signal {
    private Signal() {}

    /** @param signal as kill(1) names it: {@code STOP}, {@code CONT} */
    public static void send(Running running, String signal) {
        running.handle()
                .ifPresent(process -> Command.run(
                        "Sending SIG" + signal + " to " + running.name(),
                        List.of("kill", "-" + signal, Long.toString(process.pid())),
                        Path.of(running.log()),
                        Duration.ofSeconds(5)));
    }
}
