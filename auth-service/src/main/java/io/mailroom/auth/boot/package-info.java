/** Wiring, start checks, health and shutdown. */
@NullMarked
package io.mailroom.auth.boot;

import org.jspecify.annotations.NullMarked;
