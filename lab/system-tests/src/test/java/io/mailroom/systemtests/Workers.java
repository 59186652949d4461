package io.mailroom.systemtests;

import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.time.Waiting;
import io.mailroom.systemtests.RunningStack.Driven;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The workers of the running stack, by what their own pages say. */
record Workers(Driven driven) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern OWNED = Pattern.compile("\"partitions\":\\s*(\\d+)");
    private static final Pattern ENDED = Pattern.compile("(?m)^mailroom_commands_seconds_count\\{.*} (\\d+)");

    /** As after {@code up --workers number}; what is over is stopped. */
    static void run(int number) {
        LocalStack.start(RunningStack.OPTIONS.withWorkers(number), Progress.SILENT);
    }

    static String name(int worker) {
        return "mail-worker-" + worker;
    }

    /** Whether they come to share all partitions. */
    boolean share(int number) {
        return Waiting.until(
                PATIENCE,
                () -> IntStream.rangeClosed(1, number).allMatch(worker -> owned(worker) > 0)
                        && IntStream.rangeClosed(1, number).map(this::owned).sum() == TopicPlan.PARTITIONS);
    }

    /** Whether one comes to own all partitions. */
    boolean isAlone(int worker) {
        return Waiting.until(PATIENCE, () -> owned(worker) == TopicPlan.PARTITIONS);
    }

    int owned(int worker) {
        return numbers(worker, "/q/health/ready", OWNED);
    }

    /** Commands that have their result from it. */
    int ended(int worker) {
        return numbers(worker, "/q/metrics", ENDED);
    }

    private int numbers(int worker, String path, Pattern pattern) {
        return pattern.matcher(driven.page(name(worker), path))
                .results()
                .map(MatchResult::group)
                .mapToInt(found -> (int) Double.parseDouble(found.replaceAll(".*[ :]", "")))
                .sum();
    }
}
