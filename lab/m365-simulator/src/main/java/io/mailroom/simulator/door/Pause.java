package io.mailroom.simulator.door;

import java.time.Duration;

/** Waiting in real time; an interrupted wait is over. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        if (!time.isPositive()) {
            return;
        }
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
