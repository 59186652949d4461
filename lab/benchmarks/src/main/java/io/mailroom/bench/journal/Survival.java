package io.mailroom.bench.journal;

import java.util.Locale;

/**
 * What came of the kills.
 *
 * @param lost commands whose mail never went out, by the simulator's own record
 * @param twice mails that went out again
 */
record Survival(int kills, long commands, long lost, long twice, TakeoverLog.Lives lives) {
    boolean clean() {
        return lost == 0 && twice == 0 && lives.fromZero() == 0 && lives.again() > 0;
    }

    String text() {
        return "%d kills, %,d commands: %d lost, %d twice; %d takeovers of partitions, %d again on the same disk, %d of them from zero"
                .formatted(kills, commands, lost, twice, lives.takeovers(), lives.again(), lives.fromZero());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"kills\":%d,\"commands\":%d,\"lost\":%d,\"twice\":%d,\"takeovers\":%d,\"again\":%d,\"fromZero\":%d}",
                kills,
                commands,
                lost,
                twice,
                lives.takeovers(),
                lives.again(),
                lives.fromZero());
    }
}
