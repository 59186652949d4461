/** Where the newest record of each key lies: one table for each partition of a compacted topic, outside the heap. */
@NullMarked
package io.mailroom.worker.index;

import org.jspecify.annotations.NullMarked;
