/** The topics that Mailroom and one client need. */
@NullMarked
package io.mailroom.stack.topics;

import org.jspecify.annotations.NullMarked;
