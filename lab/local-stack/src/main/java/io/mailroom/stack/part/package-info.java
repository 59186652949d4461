/** The parts of the stack: what each needs, how it starts and when it is ready. */
@NullMarked
package io.mailroom.stack.part;

import org.jspecify.annotations.NullMarked;
