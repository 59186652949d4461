package io.mailroom.chaos.second;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.chaos.plan.Shape;
import io.mailroom.chaos.plan.TopicChange;
import io.mailroom.chaos.publish.PatientProducer;
import io.mailroom.chaos.publish.Publisher;
import io.mailroom.chaos.trouble.Diary;
import io.mailroom.chaos.trouble.Disturbance;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.StackFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Changes the topics of the second client and publishes its commands while they are right. One thread, so no command is
 * published into a topic that is being changed.
 */
public final class ComingAndGoing implements Disturbance {
    private static final Duration BETWEEN_COMMANDS = Duration.ofSeconds(1);

    private final SecondClient client;
    private final Deque<TopicChange> changes;
    private final Instant begin;
    private final Diary diary;
    private Shape shape = Shape.RIGHT;
    private int count;
    private volatile boolean healing;

    public ComingAndGoing(SecondClient client, List<TopicChange> changes, Instant begin, Diary diary) {
        this.client = client;
        this.changes = new ArrayDeque<>(changes);
        this.begin = begin;
        this.diary = diary;
    }

    @Override
    public void heal() {
        healing = true;
    }

    @Override
    public void run() {
        while (!healing && !changes.isEmpty()) {
            if (Instant.now().isBefore(begin.plus(changes.element().at()))) {
                goOn();
            } else {
                become(changes.remove().shape());
            }
        }
        become(Shape.RIGHT);
        while (!healing) {
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
            diary.note("the topics of " + SecondClient.NAME + " are " + next);
        }
    }

    private void goOn() {
        if (shape == Shape.RIGHT) {
            publish();
        }
        try {
            Thread.sleep(BETWEEN_COMMANDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** With a producer of its own each time: one that has seen a topic before takes its successor for it. */
    private void publish() {
        var command = new SecondCommand(count, count % client.connections().size());
        count++;
        SendMail mail = Publisher.mail(command.id(), client.connections().get(command.mailbox()));
        var producer = new KafkaProducer<>(
                PatientProducer.settings(client.stack()), new StringSerializer(), new ByteArraySerializer());
        try {
            client.record().published(command);
            producer.send(KafkaMessageFactory.<String>createWriter(
                                    TopicNames.commands(SecondClient.NAME),
                                    null,
                                    mail.connection().value())
                            .writeBinary(MailEvents.command(mail, Instant.now())))
                    .get();
        } catch (ExecutionException e) {
            throw new StackFailure("The broker refused a command of %s: %s".formatted(SecondClient.NAME, e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static StackFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackFailure("The round was interrupted.", e);
    }
}
