/** Starts the simulator: configuration, the front door for the simulated surfaces, health and shutdown. */
@NullMarked
package io.mailroom.simulator.boot;

import org.jspecify.annotations.NullMarked;
