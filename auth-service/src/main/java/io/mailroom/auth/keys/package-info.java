/** The master keys held against the database: the check at the start, rotation, and the operator's {@code keys} commands. */
@NullMarked
package io.mailroom.auth.keys;

import org.jspecify.annotations.NullMarked;
