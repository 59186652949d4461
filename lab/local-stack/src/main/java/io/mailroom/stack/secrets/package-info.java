/** Secrets of this one stack: made once, kept in files that only the owner can read. */
@NullMarked
package io.mailroom.stack.secrets;

import org.jspecify.annotations.NullMarked;
