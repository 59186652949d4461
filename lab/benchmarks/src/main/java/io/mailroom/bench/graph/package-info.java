/** What a mail costs through three Graph clients that make the same calls. */
@NullMarked
package io.mailroom.bench.graph;

import org.jspecify.annotations.NullMarked;
