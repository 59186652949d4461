/** Time as something that is handed in, so that a day passes in a test as fast as a second. */
@NullMarked
package io.mailroom.worker.time;

import org.jspecify.annotations.NullMarked;
