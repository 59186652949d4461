package io.mailroom.seeds.run;

import io.mailroom.seeds.mutant.Bug;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Many seeds, one after the other. */
public record Seeds(int seeds, List<Report> bad, double perSecond, long commands, long mails) {
    private static final int BETWEEN_WORDS = 100;

    /** @param progress hears how many are done, now and then */
    public static Seeds run(long from, int seeds, Bug bug, IntConsumer progress) {
        long began = System.nanoTime();
        var bad = new ArrayList<Report>();
        long commands = 0;
        long mails = 0;
        for (int i = 0; i < seeds; i++) {
            Report report = Seed.run(from + i, bug, false);
            commands += report.commands();
            mails += report.mails();
            if (!report.clean()) {
                bad.add(report);
            }
            if ((i + 1) % BETWEEN_WORDS == 0 || i + 1 == seeds) {
                progress.accept(i + 1);
            }
        }
        return new Seeds(seeds, bad, seeds / ((System.nanoTime() - began) / 1e9), commands, mails);
    }
}
