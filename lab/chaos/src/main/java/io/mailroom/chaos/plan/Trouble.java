package io.mailroom.chaos.plan;

import java.time.Duration;

/**
 * One process is killed or stopped.
 *
 * @param part its name in the stack
 * @param at since the first command was due
 * @param lasting until it is started again, or goes on
 */
public record Trouble(Kind kind, String part, Act act, Duration at, Duration lasting) {
    public enum Act {
        /** SIGKILL, and a start afterwards. */
        KILL("killed"),
        /** SIGSTOP, and SIGCONT afterwards. */
        STOP("stopped");

        private final String participle;

        Act(String participle) {
            this.participle = participle;
        }

        public String participle() {
            return participle;
        }
    }
}
