/** What a sync command does, page by page. */
@NullMarked
package io.mailroom.worker.sync;

import org.jspecify.annotations.NullMarked;
