/** What is held of one person: told in full, or destroyed with a receipt. */
@NullMarked
package io.mailroom.auth.erase;

import org.jspecify.annotations.NullMarked;
