/** The ERP backend's side coming in: results and dead letters as a read_committed consumer sees them. */
@NullMarked
package io.mailroom.chaos.listen;

import org.jspecify.annotations.NullMarked;
