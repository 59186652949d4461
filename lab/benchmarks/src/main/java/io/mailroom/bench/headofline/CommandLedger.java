package io.mailroom.bench.headofline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Every command of the bench, whose it is and what came back. Any thread. */
final class CommandLedger {
    private final Map<String, Entry> commands = new HashMap<>();
    private final Map<Integer, Integer> waiting = new HashMap<>();
    private Histogram millis = new Histogram(3);
    private int open;
    private int countedOpen;
    private long sent;

    private static final class Entry {
        private final int mailbox;
        private final long at;
        private final boolean counted;
        private final Set<String> events = new HashSet<>();
        private String status = "";

        Entry(int mailbox, long at, boolean counted) {
            this.mailbox = mailbox;
            this.at = at;
            this.counted = counted;
        }
    }

    /**
     * @param counted whether its delay is one of those that are measured
     * @param nanos the time by {@link System#nanoTime}
     */
    synchronized void published(String id, int mailbox, boolean counted, long nanos) {
        commands.put(id, new Entry(mailbox, nanos, counted));
        waiting.merge(mailbox, 1, Integer::sum);
        open++;
        countedOpen += counted ? 1 : 0;
    }

    synchronized void answered(String id, String event, String status, long nanos) {
        Entry entry = commands.get(id);
        if (entry != null && entry.events.add(event) && entry.events.size() == 1) {
            entry.status = status;
            waiting.merge(entry.mailbox, -1, Integer::sum);
            open--;
            sent += status.equals("SENT") ? 1 : 0;
            if (entry.counted) {
                countedOpen--;
                millis.recordValue((nanos - entry.at) / 1_000_000);
            }
        }
    }

    /** How many commands of a mailbox have no result. */
    synchronized int waiting(int mailbox) {
        return waiting.getOrDefault(mailbox, 0);
    }

    synchronized int waiting() {
        return open;
    }

    /** How many of those that are measured have no result. */
    synchronized int countedWaiting() {
        return countedOpen;
    }

    /** Mails that went out so far. */
    synchronized long sent() {
        return sent;
    }

    /**
     * The delays measured since the last call. What has no result yet counts with the time that it has waited so far, and is
     * not measured any more.
     */
    synchronized Delays takeDelays(long nanos) {
        commands.replaceAll((_, entry) -> {
            if (!entry.counted || !entry.events.isEmpty()) {
                return entry;
            }
            millis.recordValue((nanos - entry.at) / 1_000_000);
            return new Entry(entry.mailbox, entry.at, false);
        });
        var delays = new Delays(millis, countedOpen);
        millis = new Histogram(3);
        countedOpen = 0;
        return delays;
    }

    /** @param mails the subjects of all mails that went out */
    synchronized Verdict verdict(List<String> mails, int garbage, int buried) {
        Map<String, Integer> counts = new HashMap<>();
        mails.forEach(subject -> counts.merge(subject, 1, Integer::sum));
        var statuses = new TreeMap<String, Integer>();
        int twice = 0;
        int sentTwice = 0;
        int wrong = 0;
        for (Map.Entry<String, Entry> one : commands.entrySet()) {
            Entry entry = one.getValue();
            int went = counts.getOrDefault(one.getKey(), 0);
            if (!entry.status.isEmpty()) {
                statuses.merge(entry.status, 1, Integer::sum);
            }
            twice += entry.events.size() > 1 ? 1 : 0;
            sentTwice += went > 1 ? 1 : 0;
            wrong += isWrong(entry.status, went) ? 1 : 0;
        }
        return new Verdict(commands.size(), statuses, open, twice, sentTwice, wrong, garbage, buried);
    }

    private static boolean isWrong(String status, int mails) {
        return switch (status) {
            case "SENT" -> mails == 0;
            case "FAILED", "REJECTED" -> mails > 0;
            default -> false; // UNKNOWN and no result say nothing of a mail
        };
    }
}
