package io.mailroom.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.erp.Commands;
import io.mailroom.stack.erp.Events;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** The main job, once: connect a mailbox, send, take the reply. Ends normally only if all of it was seen to happen. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADELE = "adele@contoso.example";
    private static final String ALEX = "alex@contoso.example";

    private final StackInfo stack;
    private final DemoOutput output;
    private final SimulatorLab lab;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    public Demo(StackInfo stack, DemoOutput output) {
        this.stack = stack;
        this.output = output;
        this.lab = new SimulatorLab(stack.simulator().lab());
    }

    /** @throws StackFailure naming the first thing that did not happen */
    public void run() {
        try (Events events = Events.fromNow(stack)) {
            ConnectionId connection = connect(events);
            sync(events, connection, "inbox-before-" + run);
            JsonNode sent = send(events, connection);
            exactlyOnce(sent);
            reply(sent);
            String subject = "Re: " + DemoMail.subject(run);
            sync(events, connection, "inbox-after-" + run);
            received(events, connection, subject);
        }
        output.plain("");
        output.plain("Open next: " + stack.simulator().url() + "/  (the mailboxes)");
        output.plain("           " + stack.authService().url() + "/q/health  (auth-service)");
        output.plain("The stack stays up: ./mailroom status, send, sync, results; ./mailroom down stops it.");
    }

    private ConnectionId connect(Events events) {
        AuthApi.Invitation invitation = new AuthApi(stack).connect(ADELE);
        output.say("The ERP asked for a connection to " + ADELE + " and got a one-time link.");
        new ConsentWalk().walk(stack, invitation.link(), ADELE);
        CloudEvent event = awaited(events, Answers.endOf(invitation, ADELE), "connection event");
        expect("state", "CONNECTED", Answers.data(event));
        output.say("Adele signed in and allowed it; the connection is CONNECTED.");
        String connection = Answers.data(event).path("connectionId").asText();
        output.detail("connection", connection);
        return new ConnectionId(connection);
    }

    private JsonNode send(Events events, ConnectionId connection) {
        JsonNode data = result(events, DemoMail.of(key("invoice-" + run), connection, ALEX, run));
        expect("status", "SENT", data);
        output.say("A mail with an attachment went to " + ALEX + ": SENT.");
        for (String id : new String[] {"graphMessageId", "internetMessageId", "conversationId"}) {
            if (!data.hasNonNull(id)) {
                throw new StackFailure("The result has no " + id + ".");
            }
            output.detail(id, data.path(id).asText());
        }
        return data;
    }

    private void exactlyOnce(JsonNode sent) {
        String id = sent.path("internetMessageId").asText();
        long found = lab.sent()
                .valueStream()
                .filter(mail -> mail.path("internetMessageId").asText().equals(id))
                .count();
        if (found != 1) {
            throw new StackFailure("The simulator has delivered this mail %d times, not once.".formatted(found));
        }
        output.say("The simulator's own record holds exactly one submission of it.");
    }

    private void reply(JsonNode sent) {
        ObjectNode message = MailJson.object().put("subject", "Re: " + DemoMail.subject(run));
        message.putObject("from").putObject("emailAddress").put("address", ALEX).put("name", "Alex Wilber");
        message.putArray("toRecipients").addObject().putObject("emailAddress").put("address", ADELE);
        message.putObject("body").put("contentType", "text").put("content", "Thank you, it is paid.");
        message.put("conversationId", sent.path("conversationId").asText());
        lab.incoming(ADELE, message);
        output.say("Alex replied.");
    }

    private void sync(Events events, ConnectionId connection, String id) {
        expect("status", "SYNCED", result(events, new SyncMail(key(id), connection, SyncMail.INBOX)));
    }

    private void received(Events events, ConnectionId connection, String subject) {
        CloudEvent event = awaited(events, Answers.received(connection.value(), subject), "received event");
        output.say("A sync read the inbox; the reply was announced: " + subject);
        output.detail(
                "graphMessageId", Answers.data(event).path("graphMessageId").asText());
    }

    private JsonNode result(Events events, MailCommand command) {
        CloudEvent published = new Commands(stack).publish(command);
        output.event(published);
        return Answers.data(awaited(
                events,
                Answers.resultOf(published),
                "result of " + command.key().id()));
    }

    private CloudEvent awaited(Events events, Predicate<CloudEvent> fits, String what) {
        CloudEvent event = events.await(fits, PATIENCE)
                .orElseThrow(() ->
                        new StackFailure("The %s did not come within %d s.".formatted(what, PATIENCE.toSeconds())));
        output.event(event);
        return event;
    }

    private static void expect(String field, String value, JsonNode data) {
        String actual = data.path(field).asText();
        if (!actual.equals(value)) {
            throw new StackFailure("%s is %s, not %s. %s %s"
                    .formatted(
                            field,
                            actual,
                            value,
                            data.path("code").asText(),
                            data.path("message").asText()));
        }
    }

    private static CommandKey key(String id) {
        return new CommandKey("/mailroom/demo", id);
    }
}
