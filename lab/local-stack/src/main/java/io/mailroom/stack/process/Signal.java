package io.mailroom.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Signals that Java itself cannot send. */
public final class Signal {
    private Signal() {}

    /**
     * To the process and its children: one whose children go on is not stopped.
     *
     * @param signal as kill(1) names it: {@code STOP}, {@code CONT}
     */
    public static void send(Running running, String signal) {
        running.handle().ifPresent(process -> {
            Command.run(
                    "Sending SIG" + signal + " to " + running.name(),
                    command(signal, Stream.of(process)),
                    Path.of(running.log()),
                    Duration.ofSeconds(5));
            // Those who are there when it cannot make more; one that ends right now is fine.
            Command.works(command(signal, process.descendants()).toArray(String[]::new));
        });
    }

    private static List<String> command(String signal, Stream<ProcessHandle> processes) {
        return Stream.concat(Stream.of("kill", "-" + signal), processes.map(process -> Long.toString(process.pid())))
                .toList();
    }
}
