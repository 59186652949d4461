/** The way of a command on one page. */
@NullMarked
package io.mailroom.worker.pipeline;

import org.jspecify.annotations.NullMarked;
