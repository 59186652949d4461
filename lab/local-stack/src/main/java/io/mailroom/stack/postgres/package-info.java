/** A real PostgreSQL from its own binaries. */
@NullMarked
package io.mailroom.stack.postgres;

import org.jspecify.annotations.NullMarked;
