/** The way of a command on one page; no logic of its own. */
@NullMarked
package io.mailroom.worker.pipeline;

import org.jspecify.annotations.NullMarked;
