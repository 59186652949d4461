package io.mailroom.worker.graph;

/** An answer without what every such answer has. Its call is then unreadable; no message, since it could quote a mail. */
final class UnreadableAnswer extends RuntimeException {
    UnreadableAnswer() {
        super("the answer cannot be read", null, false, false);
    }
}
