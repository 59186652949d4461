package io.mailroom.bench.graph;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** One measurement of one candidate, in a JVM that does nothing else. */
final class Run {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final AtomicInteger number = new AtomicInteger();

    private Run() {}

    /** Arguments: candidate, URL of Graph, mails to warm up with, mails to measure, mails at once. */
    public static void main(String[] arguments) throws Exception {
        try (SendingClient client = Candidate.valueOf(arguments[0]).open(URI.create(arguments[1]))) {
            int atOnce = Integer.parseInt(arguments[4]);
            var run = new Run();
            run.mails(client, Integer.parseInt(arguments[2]), atOnce);
            System.gc();
            int mails = Integer.parseInt(arguments[3]);
            long cpu = SYSTEM.getProcessCpuTime();
            long wall = System.nanoTime();
            run.mails(client, mails, atOnce);
            System.out.println(new Figures(
                            (SYSTEM.getProcessCpuTime() - cpu) / 1e9 * 1_000 / mails,
                            (System.nanoTime() - wall) / 1e9 * 1_000 / mails)
                    .line());
        }
        System.exit(0);
    }

    private void mails(SendingClient client, int mails, int atOnce) throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> loops = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                int share = mails / atOnce + (i < mails % atOnce ? 1 : 0);
                loops.add(threads.submit(() -> loop(client, share)));
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
        }
    }

    private void loop(SendingClient client, int mails) {
        for (int i = 0; i < mails; i++) {
            client.mail("%032x".formatted(number.incrementAndGet()));
        }
    }
}
