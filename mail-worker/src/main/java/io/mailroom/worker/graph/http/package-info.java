/** Kiota's request adapter over Vert.x: one attempt, status and headers kept, nothing hidden. */
@NullMarked
package io.mailroom.worker.graph.http;

import org.jspecify.annotations.NullMarked;
