/** What is done for each owned partition from time to time, beside its commands. */
@NullMarked
package io.mailroom.worker.sweep;

import org.jspecify.annotations.NullMarked;
