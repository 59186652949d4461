package io.mailroom.seeds.auth;

import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.token.LeaseService;
import io.mailroom.worker.token.TokenAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The leases as one process asks for them. */
public record LeaseCalls(World world, SimulatedProcess process, Leases leases) implements LeaseService {
    @Override
    public TokenAnswer lease(LeaseRequest request) {
        var reply = new CompletableFuture<TokenAnswer>();
        Duration there = world.between(Duration.ofMillis(1), Duration.ofMillis(30));
        world.after(there, () -> {
            TokenAnswer answer = leases.answer(request);
            world.after(there, () -> process.deliver(() -> reply.complete(answer)));
        });
        return reply.join();
    }
}
