package io.mailroom.worker.graph.http;

/** Leads out of the SDK's builders when there is no model to return. What happened stands in {@link SingleUseAdapter#end()}. */
public final class NotDone extends RuntimeException {
    NotDone() {
        super("the call has no usable answer", null, false, false);
    }
}
