package io.mailroom.simulation;

import io.mailroom.simulation.mutant.Bug;
import io.mailroom.simulation.run.Report;
import io.mailroom.simulation.run.Seed;
import java.util.logging.LogManager;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LogManager.getLogManager().reset();
        long from = Long.parseLong(args[0]);
        long to = Long.parseLong(args[1]);
        long began = System.nanoTime();
        int bad = 0;
        for (long seed = from; seed < to; seed++) {
            Report report = Seed.run(seed, Bug.NONE, from + 1 == to);
            report.lines().forEach(System.out::println);
            if (!report.clean()) {
                bad++;
                System.out.println(seed + " " + report.violations());
            }
            if (from + 1 == to) {
                System.out.println(
                        Long.toHexString(report.hash()) + " " + report.steps() + " steps " + report.elapsed());
            }
            if (bad > 20) {
                break;
            }
        }
        System.out.println((to - from) + " seeds in " + (System.nanoTime() - began) / 1_000_000 + " ms, bad " + bad);
    }
}
