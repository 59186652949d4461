package io.mailroom.simulator.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest exchanges, at most {@value #MOST} and {@value #MOST_CHARACTERS} characters of them. */
@ApplicationScoped
public class RequestJournal {
    static final int MOST = 50_000;
    static final long MOST_CHARACTERS = 256L << 20;

    private final Deque<RecordedExchange> exchanges = new ArrayDeque<>();
    private long characters;
    private long count;

    /** Numbers exchanges in the order of their arrival. */
    public synchronized long nextNumber() {
        return ++count;
    }

    /** How many exchanges there have been, running ones too. */
    public synchronized long count() {
        return count;
    }

    public synchronized void add(RecordedExchange exchange) {
        exchanges.addLast(exchange);
        characters += weight(exchange);
        while (exchanges.size() > MOST || characters > MOST_CHARACTERS) {
            characters -= weight(exchanges.removeFirst());
        }
    }

    public synchronized List<RecordedExchange> all() {
        return new ArrayList<>(exchanges);
    }

    /** Takes them all out: each exchange is seen by one drain, whenever it ended. */
    public synchronized List<RecordedExchange> drain() {
        List<RecordedExchange> drained = all();
        clear();
        return drained;
    }

    public synchronized void clear() {
        exchanges.clear();
        characters = 0;
    }

    private static long weight(RecordedExchange exchange) {
        return exchange.body().length() + (long) exchange.responseBody().length();
    }
}
