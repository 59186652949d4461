/** The command {@code ./mailroom simulate}. */
@NullMarked
package io.mailroom.simulation;

import org.jspecify.annotations.NullMarked;
