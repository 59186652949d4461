package io.mailroom.stack.cli;

import io.cloudevents.CloudEvent;
import io.mailroom.stack.erp.EventText;
import java.io.PrintWriter;

/** Events on standard output: one JSON line each, or words. */
record EventPrinter(PrintWriter out, boolean json) {
    void print(CloudEvent event) {
        out.println(json ? EventText.json(event) : EventText.words(event));
        out.flush();
    }
}
