/** Which of the parts that a worker needs do not answer. */
@NullMarked
package io.mailroom.worker.health;

import org.jspecify.annotations.NullMarked;
