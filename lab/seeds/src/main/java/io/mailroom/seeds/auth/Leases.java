package io.mailroom.seeds.auth;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.TokenFingerprint;
import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.token.LeaseService;
import io.mailroom.worker.token.TokenAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** auth-service as the workers see it. */
public final class Leases {
    private static final URI GRAPH = URI.create("http://graph.example/v1.0");

    private final World world;
    private final Map<ConnectionId, LeaseProblem> problems = new HashMap<>();
    private final Set<ConnectionId> everLost = new HashSet<>();
    private final Map<ConnectionId, AccessToken> tokens = new HashMap<>();
    private final List<Consumer<ConnectionId>> listeners = new ArrayList<>();
    private Instant awayUntil = Instant.EPOCH;

    public Leases(World world) {
        this.world = world;
    }

    public void goAway(Duration howLong) {
        world.log("auth-service is away");
        awayUntil = world.now().plus(howLong);
    }

    /** Every worker hears it, if it runs. */
    public void onChange(Consumer<ConnectionId> listener) {
        listeners.add(listener);
    }

    public void lose(ConnectionId connection, LeaseProblem problem) {
        world.log(connection.value() + " " + problem);
        problems.put(connection, problem);
        everLost.add(connection);
        listeners.forEach(listener -> listener.accept(connection));
    }

    public void reconnect(ConnectionId connection) {
        world.log(connection.value() + " reconnected");
        problems.remove(connection);
        listeners.forEach(listener -> listener.accept(connection));
    }

    /** Whether it was away at any time of the seed. */
    public boolean everLost(ConnectionId connection) {
        return everLost.contains(connection);
    }

    /** As one process asks for them. */
    public LeaseService asked(SimulatedProcess by) {
        return request -> {
            var reply = new CompletableFuture<TokenAnswer>();
            Duration there = world.between(Duration.ofMillis(1), Duration.ofMillis(30));
            world.after(there, () -> {
                TokenAnswer answer = answer(request);
                world.after(there, () -> by.deliver(() -> reply.complete(answer)));
            });
            return reply.join();
        };
    }

    /** The answer at this instant. */
    private TokenAnswer answer(LeaseRequest request) {
        ConnectionId connection = request.connectionId();
        if (world.now().isBefore(awayUntil)) {
            return new TokenAnswer.Unavailable(null);
        }
        LeaseProblem problem = problems.get(connection);
        if (problem != null) {
            return new TokenAnswer.NotConnected(problem);
        }
        return new TokenAnswer.Leased(new LeaseReply(
                token(request),
                world.now().plus(Duration.ofMinutes(60)),
                new MailboxAddress(connection.value() + "@contoso.example"),
                "user-" + connection.value(),
                "tenant",
                GRAPH));
    }

    /** The same for all, until Graph refuses it to one. */
    private AccessToken token(LeaseRequest request) {
        return tokens.compute(
                request.connectionId(),
                (_, known) -> known == null || TokenFingerprint.of(known).equals(request.refusedToken())
                        ? new AccessToken("token at " + world.now())
                        : known);
    }
}
