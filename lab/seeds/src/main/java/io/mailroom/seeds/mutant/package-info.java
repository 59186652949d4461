/** Planted bugs: each breaks one promise of the protocol, at one port of the core. */
@NullMarked
package io.mailroom.seeds.mutant;

import org.jspecify.annotations.NullMarked;
