/** The snapshot that carries the simulator over a restart. */
@NullMarked
package io.mailroom.simulator.state;

import org.jspecify.annotations.NullMarked;
