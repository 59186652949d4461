/** Reads what former owners of a partition have committed about it, before its first record is handed out. */
@NullMarked
package io.mailroom.worker.takeover;

import org.jspecify.annotations.NullMarked;
