package io.mailroom.bench.graph;

import java.net.URI;

/** The clients that are compared. */
enum Candidate {
    /** A loop with its own JSON over Vert.x: what the calls cost at least. */
    VERTX,
    /** What mail-worker uses: the SDK's builders and models over a transport of our own on Vert.x. */
    ADAPTER,
    /** The SDK with its own OkHttp stack, every retry and redirect off. */
    OKHTTP;

    SendingClient open(URI graph) {
        return switch (this) {
            case VERTX -> new BareVertx(graph);
            case ADAPTER -> new OwnAdapter(graph);
            case OKHTTP -> new SdkOverOkHttp(graph);
        };
    }
}
