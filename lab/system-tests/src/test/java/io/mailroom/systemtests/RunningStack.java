package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.FreshHome;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.http.Http;
import io.mailroom.stack.lab.SimulatorLab;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The whole stack as processes, one for all test classes of this module, stopped after the last. Its logs stay in
 * {@code target/stack/logs}.
 */
final class RunningStack implements TestInstancePreConstructCallback {
    /** Short, so that a doubt is settled within a test: deadline and call time-out together stay below the settle time. */
    static final StackOptions OPTIONS = StackOptions.in(Checkout.find(), new StackHome(Path.of("target", "stack")))
            .withFreePorts()
            .with("auth-service", "mailroom.lease.breaker-rest", "PT1S")
            .with("mail-worker", "mailroom.limits.sends", "600")
            // Short, so that a wait of seconds is parked.
            .with("mail-worker", "mailroom.send.longest-wait", "PT2S")
            .with("mail-worker", "mailroom.send.deadline", "PT3S")
            .with("mail-worker", "mailroom.graph.timeout", "PT8S")
            .with("mail-worker", "mailroom.send.settle", "PT12S")
            .with("mail-worker", "mailroom.send.pick-up", "PT2S")
            .with("mail-worker", "mailroom.send.look-again", "PT1S")
            .with("mail-worker", "mailroom.send.confirm-within", "PT5S");

    static final String WORKER = Workers.name(1);

    private static volatile @Nullable Driven driven;

    /** What the tests drive. */
    record Driven(FreshHome claimed, LocalStack stack, StackInfo info, SimulatorLab lab, Topics topics)
            implements AutoCloseable {
        private static Driven start() {
            FreshHome claimed = FreshHome.claim(OPTIONS.home().directory());
            LocalStack stack = LocalStack.start(OPTIONS, Progress.SILENT);
            StackInfo info = stack.info();
            var lab = new SimulatorLab(info.simulator().lab());
            return new Driven(claimed, stack, info, lab, new Topics(Broker.of(info)));
        }

        /** A new mailbox whose user consents. */
        ConnectionId connect(String address) {
            return ConnectedMailbox.connect(info, address).connection();
        }

        List<ConnectionId> connect(int number, IntFunction<String> address) {
            return IntStream.range(0, number)
                    .mapToObj(address)
                    .map(this::connect)
                    .toList();
        }

        /** The same user through a new link. */
        void reconnect(ConnectionId connection, String address) {
            ConnectedMailbox _ = new ConnectedMailbox(address, connection).reconnect(info);
        }

        void publish(MailCommand command) {
            topics.publish(command);
        }

        JsonNode result(String command) {
            return topics.result(command);
        }

        /** One result, which says SENT, and one mail. */
        void assertSentOnce(String command) {
            topics.assertSent(command);
            assertThat(submissions(command)).as(command).isEqualTo(1);
        }

        /** How many mails of this subject Exchange would deliver. */
        long submissions(String subject) {
            return sent().stream().filter(subject::equals).count();
        }

        /** The subjects of all mails that Exchange would deliver, in their order. */
        List<String> sent() {
            return lab.sent().findValuesAsText("subject");
        }

        String url(String process) {
            return stack.part(process).url();
        }

        /** A page of a part, whatever its status; empty if it does not answer. */
        String page(String process, String path) {
            return Http.get(url(process) + path, Duration.ofSeconds(5))
                    .map(HttpResponse::body)
                    .orElse("");
        }

        /** The worker goes on with these options. */
        void restartWith(StackOptions options) {
            stack.terminate(WORKER);
            LocalStack.start(options, Progress.SILENT);
        }

        void killAndRestart() {
            stack.kill(WORKER);
            stack.restart(WORKER);
        }

        Connection database() throws SQLException {
            var postgres = info.postgres();
            return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        }

        @Override
        public void close() {
            topics.close();
            stack.stop();
            claimed.close();
        }
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
        driven = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(RunningStack.class, _ -> Driven.start(), Driven.class);
    }

    static Driven driven() {
        return Objects.requireNonNull(driven, "no test is under way");
    }
}
