/** What was begun and finished; loaded when a partition is assigned. */
@NullMarked
package io.mailroom.worker.journal;

import org.jspecify.annotations.NullMarked;
