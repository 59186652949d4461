package io.mailroom.worker.boot;

import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.outcome.RetryPolicy;
import io.mailroom.worker.pipeline.Session;
import io.mailroom.worker.pipeline.Tally;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.token.LeaseService;
import io.mailroom.worker.token.TokenSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the parts together; every one of them can be made by hand as well. */
@Dependent
class Wiring {
    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    TokenSource tokens(LeaseService leases, Clock clock, WorkerConfig config) {
        return new TokenSource(leases, clock, config.lease().minValidity());
    }

    @Produces
    @Singleton
    Session.Parts parts(GraphMail graph, TokenSource tokens, Clock clock, WorkerConfig config, Tally tally) {
        WorkerConfig.Send send = config.send();
        var rules = new SendRules(send.deadline(), send.settle(), send.lookAgain(), send.confirmWithin());
        rules.check(config.graph().timeout());
        var retries = new RetryPolicy(send.attempts());
        return new Session.Parts(
                new SendStep(graph, rules, retries, clock, config.graph().timeout()),
                new SyncStep(graph, clock, config.graph().timeout()),
                tokens,
                retries,
                clock,
                tally);
    }

    @Produces
    @Singleton
    Session.Limits limits(WorkerConfig config) {
        return new Session.Limits(
                config.intake().records(),
                config.intake().bytes(),
                config.commit().gather(),
                config.commit().largest(),
                config.commit().transactionTimeout(),
                config.intake().loadWithin(),
                config.send().longestWait(),
                config.worker().drain());
    }
}
