/** The simulator's time, which a test can move forward. */
@NullMarked
package io.mailroom.simulator.clock;

import org.jspecify.annotations.NullMarked;
