package io.mailroom.bench.journal;

import io.mailroom.bench.Outbox;
import io.mailroom.bench.WorkerProcess;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.List;

/** Mails through a worker, and what they cost it. */
final class Sends {
    private static final int WARM_UP = 4000;
    private static final int MEASURED = 1000;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final LocalStack stack;
    private final List<ConnectedMailbox> mailboxes;
    private final SimulatorLab lab;
    private long published;

    Sends(LocalStack stack, List<ConnectedMailbox> mailboxes) {
        this.stack = stack;
        this.mailboxes = mailboxes;
        this.lab = new SimulatorLab(stack.info().simulator().lab());
    }

    /** Of a worker that has just been started: the least of a few rounds, after many others. */
    Duration ofAThousand() {
        warmUp();
        Duration least = Duration.ofDays(1);
        for (int round = 0; round < ROUNDS; round++) {
            Duration cost = nextThousand();
            least = cost.compareTo(least) < 0 ? cost : least;
        }
        return least;
    }

    /** Exchange's limit would have mails wait for their copies in Sent Items, which is work of its own. */
    void warmUp() {
        lab.change(MailJson.object().put("maxSendsPerMinute", 1_000_000));
        send(WARM_UP);
    }

    /** Processor time of a thousand more, without the JVM's compilers. */
    Duration nextThousand() {
        Duration before = used();
        send(MEASURED);
        return used().minus(before);
    }

    private Duration used() {
        var worker = new WorkerProcess(stack);
        return worker.processorTime().minus(worker.compilerTime());
    }

    /** All of them are there when it returns. */
    private void send(int count) {
        long before = subjects().size();
        try (var outbox = new Outbox(stack.info())) {
            for (int i = 0; i < count; i++) {
                outbox.publish(
                        "bench-" + published,
                        mailboxes.get((int) (published++ % mailboxes.size())).connection());
            }
        }
        if (!sent(before + count)) {
            throw new IllegalStateException("Of %d mails not all were sent.".formatted(count));
        }
    }

    /** Waits until so many mails went out in all. @return false if they do not within a few minutes */
    boolean sent(long all) {
        return Waiting.until(PATIENCE, Duration.ofMillis(500), () -> subjects().size() >= all);
    }

    /** The subject of each mail that ever went out, by the simulator's own record. */
    List<String> subjects() {
        return mailboxes.stream()
                .flatMap(mailbox -> lab.sent(mailbox.address()).valueStream())
                .map(mail -> mail.path("subject").asText())
                .toList();
    }
}
