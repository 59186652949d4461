package io.mailroom.chaos.publish;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** People of the simulator who consent, each in a browser of their own. */
public final class Mailboxes {
    private static final int AT_ONCE = 4;
    private static final int TOLD_EVERY = 50;

    private Mailboxes() {}

    public static String address(int mailbox) {
        return "chaos-%04d@contoso.example".formatted(mailbox);
    }

    /**
     * The connections, by the number of their mailbox.
     *
     * @param progress hears now and then how many there are
     */
    public static List<ConnectionId> connect(StackInfo stack, int number, Consumer<String> progress) {
        var connections = new ArrayList<ConnectionId>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<ConnectionId>> consents = IntStream.range(0, number)
                    .mapToObj(mailbox -> threads.submit(() -> connect(stack, address(mailbox))))
                    .toList();
            for (Future<ConnectionId> consent : consents) {
                connections.add(consent.get());
                if (connections.size() % TOLD_EVERY == 0 || connections.size() == number) {
                    progress.accept("connected %d of %d mailboxes".formatted(connections.size(), number));
                }
            }
        } catch (ExecutionException e) {
            throw new StackFailure("A mailbox could not be connected: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while mailboxes were connected.", e);
        }
        return connections;
    }

    /** One of them. */
    public static ConnectionId connect(StackInfo stack, String address) {
        new SimulatorLab(stack.simulator().lab()).mailbox(address, address);
        var api = new AuthApi(stack);
        AuthApi.Invitation invitation = api.connect(address);
        new ConsentWalk()
                .walk(invitation.link(), address, URI.create(stack.simulator().url() + "/"));
        String state = api.connection(invitation.connectionId())
                .map(connection -> connection.path("state").asText())
                .orElse("not there");
        if (!state.equals("CONNECTED")) {
            throw new StackFailure("The connection of %s is %s after consent.".formatted(address, state));
        }
        return new ConnectionId(invitation.connectionId());
    }
}
