/** The simulated Graph mail API: routes, OData options, strict bodies, error shapes. */
@NullMarked
package io.mailroom.simulator.graph;

import org.jspecify.annotations.NullMarked;
