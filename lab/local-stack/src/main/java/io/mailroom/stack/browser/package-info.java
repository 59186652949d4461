/** Walks the way through consent as a person's browser would. */
@NullMarked
package io.mailroom.stack.browser;

import org.jspecify.annotations.NullMarked;
