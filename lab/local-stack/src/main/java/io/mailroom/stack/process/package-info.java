/** Processes that outlive whoever started them, found again by pid and start time. */
@NullMarked
package io.mailroom.stack.process;

import org.jspecify.annotations.NullMarked;
