/** An authorization code becomes checked tokens, or a typed refusal. */
@NullMarked
package io.mailroom.auth.exchange;

import org.jspecify.annotations.NullMarked;
