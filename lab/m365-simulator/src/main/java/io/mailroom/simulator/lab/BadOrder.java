package io.mailroom.simulator.lab;

/** A lab order that makes no sense; answered with 400 and this sentence. */
final class BadOrder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadOrder(String message) {
        super(message, null, false, false);
    }
}
