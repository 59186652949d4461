package io.mailroom.stack.cli;

import io.mailroom.stack.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** One line for each part that is done, with its seconds. */
final class TextProgress implements Progress {
    private final PrintWriter out;
    private final Colours colours;

    TextProgress(PrintWriter out, Colours colours) {
        this.out = out;
        this.colours = colours;
    }

    @Override
    public void ready(String part, Duration took, String url) {
        line("%s %-15s %6s  %s".formatted(colours.good("✓"), part, seconds(took), colours.faint(url)));
    }

    @Override
    public void stopped(String part, Duration took) {
        line("%s %-15s %6s".formatted(colours.faint("■"), part, seconds(took)));
    }

    @Override
    public void remark(String sentence) {
        line(sentence);
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private synchronized void line(String text) {
        out.println(text);
        out.flush();
    }
}
