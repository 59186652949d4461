/** The only place that writes: one Kafka transaction for all that a step decided. */
@NullMarked
package io.mailroom.worker.commit;

import org.jspecify.annotations.NullMarked;
