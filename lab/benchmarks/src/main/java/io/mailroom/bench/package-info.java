/** The command line of {@code ./mailroom bench}. */
@NullMarked
package io.mailroom.bench;

import org.jspecify.annotations.NullMarked;
