/** A line of each mailbox's sends and one of its syncs; lines run side by side. */
@NullMarked
package io.mailroom.worker.lane;

import org.jspecify.annotations.NullMarked;
