package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.stack.erp.AuthApi;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "connections", description = "Lists the connections: state, id, mailbox, and what a person can do.")
final class ConnectionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "As auth-service says them, a JSON line each.")
    private boolean json;

    @Override
    public Integer call() {
        List<JsonNode> all = new AuthApi(CurrentStack.stack()).connections();
        PrintWriter out = spec.commandLine().getOut();
        all.forEach(connection -> out.println(json ? connection.toString() : line(connection)));
        if (all.isEmpty() && !json) {
            out.println("There is none. ./mailroom connect ADDRESS makes one.");
        }
        return 0;
    }

    static String line(JsonNode connection) {
        String next = connection.path("nextStep").asText();
        return "%-15s %s  %s%s"
                .formatted(
                        connection.path("state").asText(),
                        connection.path("connectionId").asText(),
                        connection.path("mailbox").asText("(nobody signed in yet)"),
                        next.isEmpty() ? "" : "%n  %s".formatted(next));
    }
}
