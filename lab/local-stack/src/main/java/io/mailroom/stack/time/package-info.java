/** Waiting for a bounded time. */
@NullMarked
package io.mailroom.stack.time;

import org.jspecify.annotations.NullMarked;
