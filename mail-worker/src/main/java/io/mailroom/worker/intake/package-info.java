/** Records in, in partition order; pauses when enough is under way. */
@NullMarked
package io.mailroom.worker.intake;

import org.jspecify.annotations.NullMarked;
