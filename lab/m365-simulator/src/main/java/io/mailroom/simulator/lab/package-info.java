/** The endpoints by which a test looks behind the scenes and gives orders; never part of what is simulated. */
@NullMarked
package io.mailroom.simulator.lab;

import org.jspecify.annotations.NullMarked;
