/** The command {@code ./mailroom simulate}. */
@NullMarked
package io.mailroom.seeds;

import org.jspecify.annotations.NullMarked;
