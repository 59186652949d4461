/** One membership in the group, and the wiring of all that lives as long as it. */
@NullMarked
package io.mailroom.worker.session;

import org.jspecify.annotations.NullMarked;
