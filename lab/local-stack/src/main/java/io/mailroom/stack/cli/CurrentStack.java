package io.mailroom.stack.cli;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.StackStatus;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackFile;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;

/** The stack that a command means. */
final class CurrentStack {
    private CurrentStack() {}

    static StackHome home() {
        return StackHome.ofThisUser(Checkout.find());
    }

    /** With as many workers as there are, or one. */
    static StackOptions options() {
        StackHome home = home();
        long workers = StackStatus.of(home).stream()
                .filter(part -> part.name().startsWith("mail-worker-"))
                .count();
        return StackOptions.in(Checkout.find(), home).withWorkers((int) Math.max(1, workers));
    }

    static StackInfo stack() {
        StackInfo info =
                StackFile.read(home()).orElseThrow(() -> new StackFailure("The stack is not up. Run ./mailroom up."));
        if (info.authService().url().isEmpty()) {
            throw new StackFailure("This stack has no services.");
        }
        return info;
    }
}
