/** Mailboxes with their folders, messages and ids; no protocol. */
@NullMarked
package io.mailroom.simulator.mailbox;

import org.jspecify.annotations.NullMarked;
