/** How a worker starts when it has much to remember. */
@NullMarked
package io.mailroom.bench.journal;

import org.jspecify.annotations.NullMarked;
