package io.mailroom.model.command;

import io.mailroom.model.id.MailboxAddress;
import org.jspecify.annotations.Nullable;

/** An address and the name to show with it. */
public record Recipient(MailboxAddress address, @Nullable String name) {}
