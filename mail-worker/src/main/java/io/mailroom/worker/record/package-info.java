/** What a Kafka record is to Mailroom, and where a group stands among them. */
@NullMarked
package io.mailroom.worker.record;

import org.jspecify.annotations.NullMarked;
