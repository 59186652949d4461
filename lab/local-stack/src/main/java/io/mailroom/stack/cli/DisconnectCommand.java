package io.mailroom.stack.cli;

import io.mailroom.stack.erp.AuthApi;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "disconnect", description = "Ends a connection; its tokens are destroyed.")
final class DisconnectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "As ./mailroom connections lists it.")
    private String id = "";

    @Override
    public Integer call() {
        new AuthApi(CurrentStack.stack()).disconnect(id);
        spec.commandLine().getOut().printf("DISCONNECTED: connection %s%n", id);
        return 0;
    }
}
