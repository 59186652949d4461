package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.home.StackInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "reconnect",
        description = "Lets the user of a connection sign in again: prints the link that they open, and waits for it.")
final class ReconnectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "As ./mailroom connections lists it.")
    private String id = "";

    @Mixin
    private ConsentOptions consent = new ConsentOptions();

    @Override
    public Integer call() {
        StackInfo stack = CurrentStack.stack();
        JsonNode known = new AuthApi(stack).connection(id).orElseThrow(() -> AuthApi.unknown(id));
        if (!known.hasNonNull("mailbox")) {
            throw new StackFailure(
                    "Nobody has signed in to connection %s yet; ./mailroom connect makes a new one.".formatted(id));
        }
        return consent.run(spec, stack, known.path("mailbox").asText(), api -> api.reconnect(id));
    }
}
