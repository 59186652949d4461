/** Holds an HTTP exchange against Microsoft's own description of the mail API; usable from any test. */
@NullMarked
package io.mailroom.simulator.conformance;

import org.jspecify.annotations.NullMarked;
