/** One mailbox, one line; lines run side by side. */
@NullMarked
package io.mailroom.worker.lane;

import org.jspecify.annotations.NullMarked;
