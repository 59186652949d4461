/** Hand-written fakes of what surrounds the steps. */
@NullMarked
package io.mailroom.worker.testing;

import org.jspecify.annotations.NullMarked;
