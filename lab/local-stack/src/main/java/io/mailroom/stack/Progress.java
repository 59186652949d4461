package io.mailroom.stack;

import java.time.Duration;

/** Hears how a start or a stop goes. Called from several threads. */
public interface Progress {
    /** Nobody listens. */
    Progress SILENT = new Progress() {
        @Override
        public void waiting(String part) {}

        @Override
        public void ready(String part, Duration took, String url) {}

        @Override
        public void stopped(String part, Duration took) {}

        @Override
        public void remark(String sentence) {}
    };

    void waiting(String part);

    void ready(String part, Duration took, String url);

    void stopped(String part, Duration took);

    void remark(String sentence);
}
