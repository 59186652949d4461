/** The browser comes back: the state is consumed, the code redeemed, what came for it checked, and the grant stored. */
@NullMarked
package io.mailroom.auth.callback;

import org.jspecify.annotations.NullMarked;
