package io.mailroom.stack.demo;

import io.cloudevents.CloudEvent;
import io.mailroom.stack.erp.EventText;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the story to a person, and hands each event to a program if one listens. */
public final class DemoOutput {
    private final PrintWriter story;
    private final @Nullable PrintWriter events;
    private final long begun = System.nanoTime();

    /** @param events null: nobody wants JSON lines */
    public DemoOutput(PrintWriter story, @Nullable PrintWriter events) {
        this.story = story;
        this.events = events;
    }

    void say(String sentence) {
        story.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - begun) / 1e9, sentence));
        story.flush();
    }

    void detail(String name, String value) {
        story.println(String.format(Locale.ROOT, "            %-18s %s", name, value));
        story.flush();
    }

    void plain(String line) {
        story.println(line);
        story.flush();
    }

    void event(CloudEvent event) {
        if (events != null) {
            events.println(EventText.json(event));
            events.flush();
        }
    }
}
