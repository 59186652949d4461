/** What was promised, against what happened. */
@NullMarked
package io.mailroom.simulation.check;

import org.jspecify.annotations.NullMarked;
