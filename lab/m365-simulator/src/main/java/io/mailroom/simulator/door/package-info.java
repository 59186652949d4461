/** The way of a simulated request: in, faults and throttles, the surface that answers it, the record, out. */
@NullMarked
package io.mailroom.simulator.door;

import org.jspecify.annotations.NullMarked;
