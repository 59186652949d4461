/** A real Kafka broker from its own jars. */
@NullMarked
package io.mailroom.stack.kafka;

import org.jspecify.annotations.NullMarked;
