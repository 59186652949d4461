/** Who connected, refreshed and disconnected, and when. */
@NullMarked
package io.mailroom.auth.audit;

import org.jspecify.annotations.NullMarked;
