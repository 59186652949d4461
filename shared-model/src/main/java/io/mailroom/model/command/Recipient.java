package io.mailroom.model.command;

import io.mailroom.model.id.MailboxAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An address and the name to show with it. */
public record Recipient(MailboxAddress address, @Nullable String name) {
    public Recipient {
        Objects.requireNonNull(address, "address");
    }
}
