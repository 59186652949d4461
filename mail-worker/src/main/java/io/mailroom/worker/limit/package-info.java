/** How much a mailbox may be asked for. */
@NullMarked
package io.mailroom.worker.limit;

import org.jspecify.annotations.NullMarked;
