/** Dead letters: records that could not be read, seen and published again. */
@NullMarked
package io.mailroom.stack.dead;

import org.jspecify.annotations.NullMarked;
