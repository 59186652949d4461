package io.mailroom.bench.graph;

import java.util.Locale;

/** @param cpuSeconds of the whole process, for 1,000 mails; so is the time on the wall */
record Figures(double cpuSeconds, double wallSeconds) {
    String line() {
        return String.format(Locale.ROOT, "%.4f %.4f", cpuSeconds, wallSeconds);
    }

    static Figures read(String line) {
        int blank = line.indexOf(' ');
        return new Figures(Double.parseDouble(line.substring(0, blank)), Double.parseDouble(line.substring(blank + 1)));
    }
}
