package io.mailroom.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.chaos.plan.RoundOptions;
import io.mailroom.chaos.second.SecondClient;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;

/** The stack of a round: all waits short, so that minutes hold what else takes hours, and in the same proportions. */
final class ChaosStack {
    /** Tokens live two minutes here, so that leases and refreshes go on all the time. */
    private static final int TOKEN_SECONDS = 120;

    private ChaosStack() {}

    static StackOptions options(StackHome home, RoundOptions round) {
        StackOptions options = StackOptions.in(Checkout.find(), home)
                .withFreePorts()
                .withWorkers(round.workers())
                .with("auth-service", "mailroom.lease.breaker-rest", "PT1S")
                .with("auth-service", "mailroom.lease.min-validity", "PT60S")
                .with("mail-worker", "mailroom.lease.min-validity", "PT30S")
                // Deadline and timeout together stay below the settle time.
                .with("mail-worker", "mailroom.send.deadline", "PT3S")
                .with("mail-worker", "mailroom.graph.timeout", "PT8S")
                .with("mail-worker", "mailroom.send.settle", "PT12S")
                .with("mail-worker", "mailroom.send.pick-up", "PT5S")
                .with("mail-worker", "mailroom.send.look-again", "PT1S")
                .with("mail-worker", "mailroom.send.confirm-within", "PT5S")
                .with("mail-worker", "mailroom.park.recheck", "PT10S");
        return round.strain().secondClient() ? SecondClient.register(options) : options;
    }

    static ObjectNode simulator() {
        return MailJson.object().put("accessTokenLifetimeSeconds", TOKEN_SECONDS);
    }
}
