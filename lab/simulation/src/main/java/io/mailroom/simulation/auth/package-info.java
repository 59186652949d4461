/** Leases that come, fail and end. */
@NullMarked
package io.mailroom.simulation.auth;

import org.jspecify.annotations.NullMarked;
