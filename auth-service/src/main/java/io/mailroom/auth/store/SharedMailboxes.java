package io.mailroom.auth.store;

import io.mailroom.model.id.MailboxAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mailboxes of others that a connection was asked to reach; usually none. */
public record SharedMailboxes(List<MailboxAddress> addresses) {
    public static final SharedMailboxes NONE = new SharedMailboxes(List.of());

    public SharedMailboxes {
        addresses = List.copyOf(addresses);
    }

    public boolean any() {
        return !addresses.isEmpty();
    }

    /** One column: an address holds no comma. */
    public @Nullable String toColumn() {
        return any() ? addresses.stream().map(MailboxAddress::value).collect(Collectors.joining(",")) : null;
    }

    public static SharedMailboxes ofColumn(@Nullable String column) {
        return column == null
                ? NONE
                : new SharedMailboxes(Arrays.stream(column.split(",", -1))
                        .map(MailboxAddress::new)
                        .toList());
    }
}
