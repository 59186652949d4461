/** Commands that wait for their time, kept in Kafka and not in memory. */
@NullMarked
package io.mailroom.worker.park;

import org.jspecify.annotations.NullMarked;
