/** A Graph that answers what a test tells it to, over real HTTP. */
@NullMarked
package io.mailroom.worker.graph.testing;

import org.jspecify.annotations.NullMarked;
