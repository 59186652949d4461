/** How a command ends, and the pure functions that judge it. */
@NullMarked
package io.mailroom.worker.outcome;

import org.jspecify.annotations.NullMarked;
