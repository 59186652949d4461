package io.mailroom.bench.headofline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.dead.DeadLetters;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Random bytes on the topic of commands, again and again, and the dead letters that come of them. */
final class Garbage {
    private static final int BYTES = 8_420_000;
    private static final int ROOM = 32 * 1024 * 1024;

    private final Broker broker;
    private final ClientName client;
    private final Set<String> places = ConcurrentHashMap.newKeySet();
    private Future<?> running = CompletableFuture.completedFuture(null);
    private volatile boolean over;

    Garbage(StackInfo stack) {
        this.broker = Broker.of(stack).with("max.request.size", ROOM);
        this.client = new ClientName(stack.client().name());
    }

    /** The first one comes at once. */
    void begin(Duration every) {
        over = false;
        running = CompletableFuture.runAsync(() -> publishUntilOver(every), Thread::startVirtualThread);
    }

    private void publishUntilOver(Duration every) {
        boolean ends = over;
        while (!ends) {
            publish();
            ends = Waiting.until(every, () -> over);
        }
    }

    private void publish() {
        byte[] bytes = new byte[BYTES];
        new SplittableRandom().nextBytes(bytes);
        var producer = broker.producer();
        try {
            places.add(Broker.place(Waiting.get(
                    producer.send(new ProducerRecord<byte[], byte[]>(TopicNames.commands(client), bytes)))));
        } catch (ExecutionException e) {
            throw new StackFailure("The broker refused garbage: " + e.getMessage(), e);
        } finally {
            producer.close(Duration.ofSeconds(1));
        }
    }

    /** @throws StackFailure if the broker did not take it all the time */
    void end() {
        over = true;
        try {
            Object _ = Waiting.get(running);
        } catch (ExecutionException e) {
            throw new StackFailure("Not all garbage was published: " + e.getMessage(), e);
        }
    }

    int published() {
        return places.size();
    }

    /** Dead letters that name one of them as their origin; a second one of the same origin counts, too. */
    int buried() {
        return (int) new DeadLetters(broker, client)
                .all().stream()
                        .filter(letter -> places.contains(letter.origin()))
                        .count();
    }
}
