package io.mailroom.chaos.plan;

import java.time.Duration;

/**
 * @param number also its place in the order of publication
 * @param mailbox which of the connected ones
 * @param at since the beginning of the plan
 */
public record PlannedCommand(int number, int mailbox, Duration at) implements Command {

    @Override
    public String id() {
        return "chaos-%06d".formatted(number);
    }
}
