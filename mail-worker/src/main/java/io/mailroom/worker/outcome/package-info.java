/** How an attempt at a command ends, and what was seen on the way. */
@NullMarked
package io.mailroom.worker.outcome;

import org.jspecify.annotations.NullMarked;
