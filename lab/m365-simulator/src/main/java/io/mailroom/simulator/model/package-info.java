/** The one Microsoft 365 that the surfaces show. */
@NullMarked
package io.mailroom.simulator.model;

import org.jspecify.annotations.NullMarked;
