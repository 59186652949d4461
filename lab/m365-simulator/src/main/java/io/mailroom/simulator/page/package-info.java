/** The page on which a person sees the mailboxes. */
@NullMarked
package io.mailroom.simulator.page;

import org.jspecify.annotations.NullMarked;
