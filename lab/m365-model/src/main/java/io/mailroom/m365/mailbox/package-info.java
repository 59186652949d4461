/** Mailboxes with their folders, messages and ids; no protocol. */
@NullMarked
package io.mailroom.m365.mailbox;

import org.jspecify.annotations.NullMarked;
