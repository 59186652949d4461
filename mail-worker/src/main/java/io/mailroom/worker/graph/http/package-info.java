/** One HTTP attempt over Vert.x: status and headers kept, nothing hidden. */
@NullMarked
package io.mailroom.worker.graph.http;

import org.jspecify.annotations.NullMarked;
