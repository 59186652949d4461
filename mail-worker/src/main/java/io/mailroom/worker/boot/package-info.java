/** Wiring, health and shutdown. */
@NullMarked
package io.mailroom.worker.boot;

import org.jspecify.annotations.NullMarked;
