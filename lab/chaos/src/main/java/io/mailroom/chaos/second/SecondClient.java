package io.mailroom.chaos.second;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.chaos.listen.ResultsScan;
import io.mailroom.chaos.plan.Shape;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.service.Addresses;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Another ERP backend, with an application, mailboxes and topics of its own. */
public final class SecondClient {
    public static final ClientName NAME = new ClientName("erp2");
    private static final String APPLICATION = "6f1d0c3a-0000-4000-8000-0000000000c2";
    private static final int MAILBOXES = 3;

    private final StackInfo stack;
    private final List<ConnectionId> connections;
    private final SecondRecord record = new SecondRecord();
    private final ResultsScan results;
    private final ClientTopics topics;

    /** Registered with auth-service before the stack starts. */
    public static StackOptions register(StackOptions options) {
        String key = "mailroom.clients." + NAME + ".";
        return options.with("auth-service", key + "client-id", APPLICATION)
                .with("auth-service", key + "return-urls", "${mailroom.clients.erp.return-urls}");
    }

    /** Connects its mailboxes, with its topics as they should be. */
    public SecondClient(StackInfo first, SimulatorLab lab) {
        this.stack = as(first, UUID.randomUUID().toString());
        this.results = new ResultsScan(Broker.of(stack), NAME);
        this.topics = new ClientTopics(stack, NAME, this::beforeDeletion);
        lab.putApp(APPLICATION, application(stack.client().secret()));
        topics.createConnections();
        topics.become(Shape.RIGHT);
        this.connections = IntStream.range(0, MAILBOXES)
                .mapToObj(mailbox ->
                        ConnectedMailbox.connect(stack, address(mailbox)).connection())
                .toList();
    }

    private static StackInfo as(StackInfo first, String secret) {
        return new StackInfo(
                first.kafka(),
                first.postgres(),
                first.simulator(),
                first.authService(),
                new StackInfo.Client(
                        NAME.value(), APPLICATION, secret, first.client().tokenUrl()),
                first.masterKeyFile(),
                first.processes());
    }

    private static ObjectNode application(String secret) {
        ObjectNode app = MailJson.object()
                .put("displayName", "Second ERP backend")
                .put("tenant", Addresses.OPERATOR_TENANT)
                .put("multiTenant", false);
        app.putArray("secrets").add(secret);
        app.putArray("redirectUris");
        app.putArray("roles").add("Mailroom.Client");
        return app;
    }

    static String address(int mailbox) {
        return "second-%d@contoso.example".formatted(mailbox);
    }

    /** Whose mails are its own. */
    public List<String> addresses() {
        return IntStream.range(0, MAILBOXES).mapToObj(SecondClient::address).toList();
    }

    /** What is in the topics is looked at a last time; what has no result by then may have lost it. */
    private void beforeDeletion(String topic) {
        boolean _ = results.look(); // what it missed counts as lost with the topic
        if (topic.equals(TopicNames.commands(NAME)) || topic.equals(TopicNames.results(NAME))) {
            record.topicDeleted(results.told());
        }
    }

    StackInfo stack() {
        return stack;
    }

    List<ConnectionId> connections() {
        return connections;
    }

    ClientTopics topics() {
        return topics;
    }

    public SecondRecord record() {
        return record;
    }

    public ResultsScan results() {
        return results;
    }
}
