package io.mailroom.stack.cli;

import io.cloudevents.CloudEvent;
import io.mailroom.stack.erp.EventText;
import java.io.PrintWriter;

/** Events on standard output: one JSON line each, or words. */
final class EventPrinter {
    private final PrintWriter out;
    private final boolean json;

    EventPrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(CloudEvent event) {
        out.println(json ? EventText.json(event) : EventText.words(event));
        out.flush();
    }
}
