/** Orders to fail: which requests, how, and how often. */
@NullMarked
package io.mailroom.simulator.faults;

import org.jspecify.annotations.NullMarked;
