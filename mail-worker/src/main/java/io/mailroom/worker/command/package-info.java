/** What the pipeline does with a command, step by step: admission, the run, parking, cancellation, the result. */
@NullMarked
package io.mailroom.worker.command;

import org.jspecify.annotations.NullMarked;
