/** What is asked for in one seed. */
@NullMarked
package io.mailroom.simulation.erp;

import org.jspecify.annotations.NullMarked;
