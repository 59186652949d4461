/** Delta queries: streams over a folder's changes, and their opaque tokens. */
@NullMarked
package io.mailroom.simulator.delta;

import org.jspecify.annotations.NullMarked;
