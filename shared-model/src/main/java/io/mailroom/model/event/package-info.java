/** What happened without being asked for: mail that came in, connections that changed. */
@NullMarked
package io.mailroom.model.event;

import org.jspecify.annotations.NullMarked;
