package io.mailroom.auth.consent;

import io.mailroom.auth.store.SharedMailboxes;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param connectionId set to have an existing connection consented to again, by the same person
 * @param cloud where the mailbox lives; null for the client's usual cloud
 */
public record ConsentRequest(
        @Nullable ConnectionId connectionId,
        @Nullable String cloud,
        @Nullable MailboxAddress mailboxHint,
        SharedMailboxes sharedMailboxes,
        String returnUrl) {}
