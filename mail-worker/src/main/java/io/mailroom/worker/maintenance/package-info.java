/** What is done for each owned partition from time to time, beside its commands. */
@NullMarked
package io.mailroom.worker.maintenance;

import org.jspecify.annotations.NullMarked;
