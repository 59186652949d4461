/** The lease of a warm token beside the least that an endpoint over a database can do. */
@NullMarked
package io.mailroom.bench.lease;

import org.jspecify.annotations.NullMarked;
