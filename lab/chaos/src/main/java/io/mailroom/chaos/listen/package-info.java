/** The ERP backend's side coming in: final results as a read_committed consumer sees them. */
@NullMarked
package io.mailroom.chaos.listen;

import org.jspecify.annotations.NullMarked;
