/** The partitions that this worker owns, the commands of them that are in memory, and the memory that those share. */
@NullMarked
package io.mailroom.worker.partition;

import org.jspecify.annotations.NullMarked;
