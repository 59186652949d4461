/** How long whoever failed waits before the next try. */
@NullMarked
package io.mailroom.model.time;

import org.jspecify.annotations.NullMarked;
