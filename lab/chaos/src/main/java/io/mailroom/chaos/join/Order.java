package io.mailroom.chaos.join;

import io.mailroom.chaos.plan.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The order inside each mailbox. */
final class Order {
    private Order() {}

    /**
     * @param sent in the order of publication
     * @param number the place of a command's mail among all mails
     * @return those whose mail went out after that of a later command of their mailbox
     */
    static List<String> broken(List<? extends Command> sent, ToLongFunction<String> number) {
        Map<Integer, Long> earliestOfLater = new HashMap<>();
        return sent.reversed().stream()
                .filter(command -> {
                    long own = number.applyAsLong(command.id());
                    long later = earliestOfLater.getOrDefault(command.mailbox(), Long.MAX_VALUE);
                    earliestOfLater.put(command.mailbox(), Math.min(own, later));
                    return own > later;
                })
                .map(Command::id)
                .toList()
                .reversed();
    }
}
