package io.mailroom.systemtests;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.service.LabApps;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole stack as processes, one for all test classes of this module, stopped after the last. Its logs stay in
 * {@code target/stack/logs}.
 */
final class RunningStack implements BeforeAllCallback, ParameterResolver {
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

    /** The application that users consent to. */
    static final String MAILROOM = LabApps.MAILROOM;

    /** What the tests drive. */
    record Driven(LocalStack stack, StackInfo info, SimulatorLab lab, Topics topics) implements AutoCloseable {
        private static Driven start() {
            OPTIONS.home().wipe();
            LocalStack stack = LocalStack.start(OPTIONS, Progress.SILENT);
            StackInfo info = stack.info();
            var lab = new SimulatorLab(info.simulator().lab());
            return new Driven(stack, info, lab, new Topics(info.kafka().bootstrapServers()));
        }

        /** A new mailbox whose user consents. */
        ConnectionId connect(String address) {
            lab.mailbox(address, address);
            var api = new AuthApi(info);
            return signIn(api, api.connect(address), address);
        }

        /** The same user through a new link. */
        void reconnect(ConnectionId connection, String address) {
            var api = new AuthApi(info);
            signIn(api, api.reconnect(connection.value()), address);
        }

        private ConnectionId signIn(AuthApi api, AuthApi.Invitation invitation, String address) {
            URI end = URI.create(info.simulator().url() + "/");
            new ConsentWalk().walk(invitation.link(), address, end);
            if (!Eventually.within(Duration.ofSeconds(20), () -> isConnected(api, invitation.connectionId()))) {
                throw new IllegalStateException(address + " did not become CONNECTED");
            }
            return new ConnectionId(invitation.connectionId());
        }

        private static boolean isConnected(AuthApi api, String connection) {
            return api.connection(connection)
                    .filter(found -> found.path("state").asText().equals("CONNECTED"))
                    .isPresent();
        }

        /** How many mails of this subject Exchange would deliver. */
        long submissions(String subject) {
            return lab.sent()
                    .valueStream()
                    .filter(sent -> sent.path("subject").asText().equals(subject))
                    .count();
        }

        String url(String process) {
            return stack.part(process).url();
        }

        @Override
        public void close() {
            topics.close();
            stack.stop();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        driven(context);
    }

    private static Driven driven(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(RunningStack.class, _ -> Driven.start(), Driven.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Driven.class;
    }

    @Override
    public Driven resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return driven(context);
    }
}
