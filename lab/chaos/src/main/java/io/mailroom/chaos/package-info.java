/** The command ./mailroom chaos: a round from its plan to its report. */
@NullMarked
package io.mailroom.chaos;

import org.jspecify.annotations.NullMarked;
