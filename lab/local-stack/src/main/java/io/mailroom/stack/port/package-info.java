/** Which local port each part listens on. */
@NullMarked
package io.mailroom.stack.port;

import org.jspecify.annotations.NullMarked;
