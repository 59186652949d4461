package io.mailroom.stack.erp;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.time.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A mailbox of the simulator whose user has consented, in a browser of their own. */
public record ConnectedMailbox(String address, ConnectionId connection) {
    private static final int AT_ONCE = 4;

    public static ConnectedMailbox connect(StackInfo stack, String address) {
        new SimulatorLab(stack.simulator().lab()).mailbox(address, address);
        var api = new AuthApi(stack);
        return consent(stack, api, api.connect(address), address);
    }

    /** The user signs in again through a new link. */
    public ConnectedMailbox reconnect(StackInfo stack) {
        var api = new AuthApi(stack);
        return consent(stack, api, api.reconnect(connection.value()), address);
    }

    private static ConnectedMailbox consent(
            StackInfo stack, AuthApi api, AuthApi.Invitation invitation, String address) {
        new ConsentWalk().walk(stack, invitation.link(), address);
        String state = api.state(invitation.connectionId());
        if (!state.equals("CONNECTED")) {
            throw new StackFailure("The connection of %s is %s after consent.".formatted(address, state));
        }
        return new ConnectedMailbox(address, new ConnectionId(invitation.connectionId()));
    }

    /**
     * In the order of their addresses.
     *
     * @param progress hears how many there are by now
     */
    public static List<ConnectedMailbox> connect(StackInfo stack, List<String> addresses, IntConsumer progress) {
        var connected = new ArrayList<ConnectedMailbox>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<ConnectedMailbox>> consents = addresses.stream()
                    .map(address -> threads.submit(() -> connect(stack, address)))
                    .toList();
            for (Future<ConnectedMailbox> consent : consents) {
                connected.add(Waiting.get(consent));
                progress.accept(connected.size());
            }
        } catch (ExecutionException e) {
            throw new StackFailure("A mailbox could not be connected: " + e.getCause(), e);
        }
        return connected;
    }
}
