package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.stack.PartStatus;
import io.mailroom.stack.StackStatus;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Shows each part: up or down, pid, address, uptime, memory; of workers, whom they hold and why.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<PartStatus> parts = StackStatus.of(StackHome.ofThisUser(Checkout.find()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(parts));
        } else if (parts.isEmpty()) {
            out.println("The stack is down. ./mailroom up starts it.");
        } else {
            Colours colours = Colours.ofThisTerminal();
            for (PartStatus part : parts) {
                out.println(line(part, colours));
                heldClients(part).forEach((client, why) -> out.println(held(client, why, colours)));
            }
        }
        return 0;
    }

    private static String line(PartStatus part, Colours colours) {
        return "%-15s %s  pid %-7d %9s %8s  %s"
                .formatted(
                        part.name(),
                        part.up() ? colours.good("up  ") : colours.bad("DOWN"),
                        part.pid(),
                        part.upSince().map(StatusCommand::words).orElse("-"),
                        part.memory().isPresent() ? part.memory().getAsLong() / (1024 * 1024) + " MB" : "-",
                        part.up() ? part.url() : "log: " + part.log());
    }

    private static String held(String client, String why, Colours colours) {
        return "  %s %s: %s".formatted(colours.bad("HELD"), client, why);
    }

    /** What the worker says of itself; of other parts nothing is asked. */
    private static Map<String, String> heldClients(PartStatus part) {
        return part.up() && part.name().startsWith("mail-worker-") ? WorkerHealth.heldClients(part.url()) : Map.of();
    }

    static String words(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 1 ? time.toMinutes() + " min" : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    private static ArrayNode json(List<PartStatus> parts) {
        ArrayNode all = JsonMapper.builder().build().createArrayNode();
        for (PartStatus part : parts) {
            ObjectNode one = all.addObject()
                    .put("name", part.name())
                    .put("up", part.up())
                    .put("pid", part.pid())
                    .put("url", part.url())
                    .put("log", part.log());
            part.upSince().ifPresent(time -> one.put("uptimeSeconds", time.toSeconds()));
            part.memory().ifPresent(bytes -> one.put("memoryBytes", bytes));
            Map<String, String> held = heldClients(part);
            if (!held.isEmpty()) {
                held.forEach(one.putObject("heldClients")::put);
            }
        }
        return all;
    }
}
