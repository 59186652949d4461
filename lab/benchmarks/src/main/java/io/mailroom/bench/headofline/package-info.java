/** What a sick mailbox costs the healthy ones. */
@NullMarked
package io.mailroom.bench.headofline;

import org.jspecify.annotations.NullMarked;
