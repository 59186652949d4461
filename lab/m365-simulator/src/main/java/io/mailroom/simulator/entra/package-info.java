/** The simulated Entra ID v2.0: authorize, token, discovery and keys. */
@NullMarked
package io.mailroom.simulator.entra;

import org.jspecify.annotations.NullMarked;
