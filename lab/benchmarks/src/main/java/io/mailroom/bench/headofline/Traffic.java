package io.mailroom.bench.headofline;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.mailroom.bench.Outbox;
import io.mailroom.model.result.MailResult;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.erp.Events;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Publishes commands at a steady pace, each mailbox in its turn, while a thread reads their results. The turns of healthy
 * mailboxes are the same in every round; a sick one is passed over while so many of its commands wait.
 */
final class Traffic implements AutoCloseable {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);
    private static final int MOST_WAITING = 9;

    private final List<ConnectedMailbox> mailboxes;
    private final Outbox outbox;
    private final Events events;
    private final CommandLedger ledger = new CommandLedger();
    private final Thread reader = Thread.ofPlatform().name("results").unstarted(this::read);
    private volatile boolean closed;
    private int count;

    Traffic(StackInfo stack, List<ConnectedMailbox> mailboxes) {
        this.mailboxes = List.copyOf(mailboxes);
        this.outbox = new Outbox(stack);
        this.events = Events.fromNow(stack);
        reader.start();
    }

    private void read() {
        try (events) {
            while (!closed) {
                events.next(Duration.ofMillis(20)).forEach(this::hear);
            }
        }
    }

    private void hear(CloudEvent event) {
        if (event.getType().equals(MailResult.TYPE)) {
            JsonNode data = Answers.data(event);
            ledger.answered(
                    data.at("/command/id").asText(),
                    event.getId(),
                    data.path("status").asText(),
                    System.nanoTime());
        }
    }

    CommandLedger ledger() {
        return ledger;
    }

    Outbox outbox() {
        return outbox;
    }

    /** So many commands of each sick mailbox wait from now on. */
    void fill(IntPredicate sick) {
        for (int mailbox = 0; mailbox < mailboxes.size(); mailbox++) {
            while (sick.test(mailbox) && ledger.waiting(mailbox) < MOST_WAITING) {
                publish(mailbox, false);
            }
        }
    }

    /** @param counted whose delays are measured */
    void publish(int perSecond, Duration length, IntPredicate sick, IntPredicate counted) {
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        for (long i = 0; i * gap < length.toNanos(); i++) {
            LockSupport.parkNanos(start + i * gap - System.nanoTime());
            int mailbox = (int) (i % mailboxes.size());
            if (!sick.test(mailbox) || ledger.waiting(mailbox) < MOST_WAITING) {
                publish(mailbox, counted.test(mailbox));
            }
        }
    }

    private void publish(int mailbox, boolean counted) {
        String id = "load-" + ++count;
        ledger.published(id, mailbox, counted, System.nanoTime());
        outbox.publish(id, mailboxes.get(mailbox).connection());
    }

    /** The delays of what was counted; what has no answer a minute later counts with its age. */
    Delays delays() {
        boolean _ = Waiting.until(LAST_ANSWERS, () -> ledger.countedWaiting() == 0);
        return ledger.takeDelays(System.nanoTime());
    }

    @Override
    public void close() {
        closed = true;
        outbox.close();
    }
}
