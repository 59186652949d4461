/** Planted bugs: each breaks one promise of the protocol, at one port of a worker or two. */
@NullMarked
package io.mailroom.seeds.mutant;

import org.jspecify.annotations.NullMarked;
