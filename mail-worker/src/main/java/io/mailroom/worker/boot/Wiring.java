package io.mailroom.worker.boot;

import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.command.ResultCounter;
import io.mailroom.worker.command.Steps;
import io.mailroom.worker.graph.GraphClients;
import io.mailroom.worker.graph.GraphConfig;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.health.DependencyHealth;
import io.mailroom.worker.limit.CallLimit;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.token.LeaseService;
import io.mailroom.worker.token.TokenSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the parts together; every one of them can be made by hand as well. */
@Dependent
class Wiring {
    @Produces
    @Singleton
    SharedClock clock() {
        return new SharedClock();
    }

    @Produces
    @Singleton
    DependencyHealth health(Clock clock) {
        return new DependencyHealth(clock);
    }

    @Produces
    @Singleton
    TokenSource tokens(LeaseService leases, Clock clock, WorkerConfig config) {
        return new TokenSource(leases, clock, config.lease().minValidity());
    }

    @Produces
    @Singleton
    SendPace pace(WorkerConfig config) {
        return new SendPace(config.limits().sends(), config.limits().window());
    }

    @Produces
    @Singleton
    Core.Parts parts(
            GraphMail graph,
            TokenSource tokens,
            SendPace pace,
            SharedClock clock,
            WorkerConfig config,
            ResultCounter counter) {
        WorkerConfig.Send send = config.send();
        var rules =
                new SendRules(send.deadline(), send.settle(), send.pickUp(), send.lookAgain(), send.confirmWithin());
        rules.check(config.graph().timeout());
        var retries = new RetryPolicy(send.attempts());
        var limited = new CallLimit(graph, config.limits().callsAtOnce());
        return new Core.Parts(
                new SendStep(
                        limited,
                        rules,
                        retries,
                        pace,
                        clock,
                        clock,
                        config.graph().timeout()),
                new SyncStep(limited, clock, config.graph().timeout()),
                tokens,
                retries,
                pace,
                counter);
    }

    @Produces
    @Singleton
    Core.Limits limits(WorkerConfig config, GraphConfig graph) {
        var limits = new Core.Limits(
                new Core.InFlight(
                        config.intake().records(),
                        config.intake().bytes(),
                        config.intake().slowRecords()),
                new MailboxQueues.Bounds(config.park().depth(), config.intake().slowAfter()),
                config.commit().gather(),
                config.commit().largest(),
                new Steps.Limits(
                        config.send().longestWait(),
                        config.park().recheck(),
                        config.park().reconnectWithin()),
                config.journal().window(),
                config.worker().drain());
        GraphClients.check(graph, limits.callsAtOnce());
        return limits;
    }
}
