package io.mailroom.stack;

import java.time.Duration;

/** Hears how a start or a stop goes. Called from several threads. */
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = new Progress() {};

    default void ready(String part, Duration took, String url) {}

    default void stopped(String part, Duration took) {}

    default void remark(String sentence) {}
}
