/** The only HTTP client to the identity platform: its errors become sealed replies, no body is kept. */
@NullMarked
package io.mailroom.auth.entra;

import org.jspecify.annotations.NullMarked;
