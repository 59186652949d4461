/** Clients of the broker: producers, consumers and administrators, set up alike. */
@NullMarked
package io.mailroom.stack.broker;

import org.jspecify.annotations.NullMarked;
