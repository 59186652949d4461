/** The whole of Mailroom as processes of one machine: start, look, kill, restart, stop. */
@NullMarked
package io.mailroom.stack;

import org.jspecify.annotations.NullMarked;
