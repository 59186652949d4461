/** What commands cost while they wait. */
@NullMarked
package io.mailroom.bench.waiting;

import org.jspecify.annotations.NullMarked;
