package io.mailroom.worker.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when a wait is asked for. */
public final class TestingClock extends Clock {
    private Instant now = Instant.parse("2026-01-15T08:00:00Z");

    public void advance(Duration by) {
        now = now.plus(by);
    }

    void set(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
