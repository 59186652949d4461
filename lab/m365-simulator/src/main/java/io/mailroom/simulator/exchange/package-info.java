/** One HTTP exchange as data, the way it takes through faults and throttles, and the record kept of it. */
@NullMarked
package io.mailroom.simulator.exchange;

import org.jspecify.annotations.NullMarked;
