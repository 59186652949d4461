/** The parts together, on a real PostgreSQL and a real broker that are really killed. */
@NullMarked
package io.mailroom.systemtests;

import org.jspecify.annotations.NullMarked;
