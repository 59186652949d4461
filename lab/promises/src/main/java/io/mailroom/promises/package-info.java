/** Mailroom's promises to its clients, and the one judge of whether they were kept. */
@NullMarked
package io.mailroom.promises;

import org.jspecify.annotations.NullMarked;
