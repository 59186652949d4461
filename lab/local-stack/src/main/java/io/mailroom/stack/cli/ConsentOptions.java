package io.mailroom.stack.cli;

import io.cloudevents.CloudEvent;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.erp.Events;
import io.mailroom.stack.home.StackInfo;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How the user of a mailbox gets through consent, and how long that is waited for. */
final class ConsentOptions {
    @Option(
            names = {"--auto", "--as-browser"},
            description = "Walk the way through consent as the simulated user, instead of waiting for a person.")
    private boolean auto;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for the user (default: ${DEFAULT-VALUE}).")
    private int seconds = 600;

    @Option(names = "--json", description = "The event as a JSON line; all else goes to standard error.")
    private boolean json;

    /** @return the exit code: 0 if the mailbox is connected */
    int run(CommandSpec spec, StackInfo stack, String address, Function<AuthApi, AuthApi.Invitation> asked) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter talk = json ? spec.commandLine().getErr() : out;
        try (Events events = Events.fromNow(stack)) {
            AuthApi.Invitation invitation = asked.apply(new AuthApi(stack));
            if (auto) {
                new ConsentWalk().walk(stack, invitation.link(), address);
            } else {
                talk.printf("Open this link as %s (it works once):%n  %s%n", address, invitation.link());
                talk.flush();
            }
            Duration patience = Duration.ofSeconds(auto ? 30 : seconds);
            Optional<CloudEvent> event = events.await(Answers.endOf(invitation, address), patience);
            if (event.isEmpty()) {
                throw new StackFailure(
                        "Nobody has connected %s within %d s; connection %s stays open until its link ends."
                                .formatted(address, patience.toSeconds(), invitation.connectionId()));
            }
            new EventPrinter(out, json).print(event.get());
            return Answers.data(event.get()).path("state").asText().equals("CONNECTED") ? 0 : 1;
        }
    }
}
