/** What happens after send: Sent Items, delivery to other mailboxes, reports, and the ground truth of submissions. */
@NullMarked
package io.mailroom.m365.transport;

import org.jspecify.annotations.NullMarked;
