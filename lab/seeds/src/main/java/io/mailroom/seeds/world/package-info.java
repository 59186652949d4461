/** A world with its own time: one thread, a chance that can be repeated, processes that die and sleep. */
@NullMarked
package io.mailroom.seeds.world;

import org.jspecify.annotations.NullMarked;
