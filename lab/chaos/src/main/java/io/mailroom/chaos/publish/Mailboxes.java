package io.mailroom.chaos.publish;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.home.StackInfo;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The mailboxes of a round, by their numbers. */
public final class Mailboxes {
    private static final int TOLD_EVERY = 50;

    private Mailboxes() {}

    public static String address(int mailbox) {
        return "chaos-%04d@contoso.example".formatted(mailbox);
    }

    public static List<String> addresses(int number) {
        return IntStream.range(0, number).mapToObj(Mailboxes::address).toList();
    }

    /** @param progress hears now and then how many there are */
    public static List<ConnectionId> connect(StackInfo stack, int number, Consumer<String> progress) {
        return ConnectedMailbox.connect(stack, addresses(number), count -> {
                    if (count % TOLD_EVERY == 0 || count == number) {
                        progress.accept("connected %d of %d mailboxes".formatted(count, number));
                    }
                })
                .stream()
                .map(ConnectedMailbox::connection)
                .toList();
    }
}
