package io.mailroom.chaos.second;

import io.mailroom.chaos.plan.Command;

/** One command of the second client, in the order of publication. */
public record SecondCommand(int number, int mailbox) implements Command {
    public static final String PREFIX = "second-";

    @Override
    public String id() {
        return PREFIX + "%05d".formatted(number);
    }
}
