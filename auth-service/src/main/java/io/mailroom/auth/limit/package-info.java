/** How often a browser's address or a client may knock. */
@NullMarked
package io.mailroom.auth.limit;

import org.jspecify.annotations.NullMarked;
