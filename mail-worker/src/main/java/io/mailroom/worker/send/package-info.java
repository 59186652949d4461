/** What a send command does, step by step. */
@NullMarked
package io.mailroom.worker.send;

import org.jspecify.annotations.NullMarked;
