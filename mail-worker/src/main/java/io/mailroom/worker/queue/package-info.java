/** A queue of each mailbox's sends and one of its syncs; queues run side by side. */
@NullMarked
package io.mailroom.worker.queue;

import org.jspecify.annotations.NullMarked;
