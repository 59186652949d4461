/** Calls to Graph: with a token, judged by their reply, and made again while that makes sense. */
@NullMarked
package io.mailroom.worker.call;

import org.jspecify.annotations.NullMarked;
