package io.mailroom.chaos.second;

import io.mailroom.chaos.plan.Shape;
import io.mailroom.chaos.plan.TopicChange;
import io.mailroom.chaos.publish.PatientBroker;
import io.mailroom.chaos.publish.Publisher;
import io.mailroom.chaos.trouble.Disturbance;
import io.mailroom.chaos.trouble.TroubleLog;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Changes the topics of the second client and publishes its commands while they are right. One thread, so no command is
 * published into a topic that is being changed.
 */
public final class TopicChanger extends Disturbance {
    private static final Duration BETWEEN_COMMANDS = Duration.ofSeconds(1);

    private final SecondClient client;
    private final Deque<TopicChange> changes;
    private final Instant begin;
    private final TroubleLog troubleLog;
    private Shape shape = Shape.RIGHT;
    private int count;

    public TopicChanger(SecondClient client, List<TopicChange> changes, Instant begin, TroubleLog troubleLog) {
        this.client = client;
        this.changes = new ArrayDeque<>(changes);
        this.begin = begin;
        this.troubleLog = troubleLog;
    }

    @Override
    public void run() {
        while (!isHealing() && !changes.isEmpty()) {
            if (Instant.now().isBefore(begin.plus(changes.element().at()))) {
                goOn();
            } else {
                become(changes.remove().shape());
            }
        }
        become(Shape.RIGHT);
        while (!isHealing()) {
            goOn();
        }
        for (int mailbox = 0; mailbox < client.connections().size(); mailbox++) {
            publish();
        }
    }

    private void become(Shape next) {
        if (next != shape) {
            client.topics().become(next);
            shape = next;
            client.record().became(next);
            troubleLog.note("the topics of " + SecondClient.NAME + " are " + next);
        }
    }

    private void goOn() {
        if (shape == Shape.RIGHT) {
            publish();
        }
        Waiting.pause(BETWEEN_COMMANDS);
    }

    /** With a producer of its own each time: one that has seen a topic before takes its successor for it. */
    private void publish() {
        var command = new SecondCommand(count, count % client.connections().size());
        count++;
        SendMail mail = Publisher.mail(command.id(), client.connections().get(command.mailbox()));
        var producer = PatientBroker.of(client.stack()).producer();
        try {
            client.record().published(command);
            var _ = Waiting.get(producer.send(Broker.record(TopicNames.commands(SecondClient.NAME), mail)));
        } catch (ExecutionException e) {
            throw new StackFailure("The broker refused a command of %s: %s".formatted(SecondClient.NAME, e), e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
