package io.mailroom.systemtests;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.command.Steps;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.token.TokenAnswer;
import io.mailroom.worker.token.TokenSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A real broker, and workers' sessions in this JVM. Every connection is connected but {@code nobody}. */
final class WorkersOnKafka implements AutoCloseable {
    static final String GROUP = "workers";
    static final Duration WINDOW = Duration.ofDays(30);

    private static final Duration CALL = Duration.ofMillis(500);
    private static final SendRules RULES = new SendRules(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofSeconds(2));
    private static final Core.Limits LIMITS = new Core.Limits(
            new Core.InFlight(100, 1 << 24, 100),
            new MailboxQueues.Bounds(8, Duration.ofSeconds(2)),
            Duration.ofMillis(5),
            100,
            new Steps.Limits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)),
            WINDOW,
            Duration.ofSeconds(5));

    private final LocalStack stack;
    private final Topics topics;

    private WorkersOnKafka(LocalStack stack) {
        this.stack = stack;
        this.topics = new Topics(broker());
    }

    static WorkersOnKafka start(Path home) {
        StackOptions options = StackOptions.in(Checkout.find(), new StackHome(home))
                .withFreePorts()
                .withoutServices();
        return new WorkersOnKafka(LocalStack.start(options, Progress.SILENT));
    }

    Topics topics() {
        return topics;
    }

    Broker broker() {
        return Broker.of(stack.info());
    }

    Map<String, Object> connection() {
        return broker().settings();
    }

    /** To be closed by whoever asks. */
    TopicAdmin admin() {
        return new TopicAdmin(broker());
    }

    Session session(String name, TestingMailbox mailbox) {
        return session(name, mailbox, Clock.systemUTC());
    }

    Session session(String name, TestingMailbox mailbox, Clock clock) {
        var retries = new RetryPolicy(3);
        var tokens = new TokenSource(
                request -> request.connectionId().value().equals("nobody")
                        ? new TokenAnswer.NotConnected(LeaseProblem.CONNECTION_UNKNOWN)
                        : new TokenAnswer.Leased(lease(request.connectionId(), clock)),
                clock,
                Duration.ofMinutes(2));
        var pace = new SendPace(30, Duration.ofSeconds(60));
        return new Session(
                new Session.Broker(connection(), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5)),
                name,
                GROUP,
                StateIndexes.inMemory(),
                new Core.Parts(
                        new SendStep(mailbox, RULES, retries, pace, clock, CALL),
                        new SyncStep(mailbox, clock, CALL),
                        tokens,
                        retries,
                        pace,
                        result -> {}),
                LIMITS,
                clock);
    }

    private static LeaseReply lease(ConnectionId connection, Clock clock) {
        return new LeaseReply(
                new AccessToken("token"),
                clock.instant().plusSeconds(3600),
                new MailboxAddress(connection.value() + "@contoso.example"),
                "oid",
                "tid",
                URI.create("http://localhost/v1.0"));
    }

    @Override
    public void close() {
        topics.close();
        stack.stop();
    }
}
