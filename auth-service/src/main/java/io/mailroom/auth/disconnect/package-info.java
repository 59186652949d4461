/** A connection ends: its ciphertext, salt and pending consents are destroyed and a tombstone stays. */
@NullMarked
package io.mailroom.auth.disconnect;

import org.jspecify.annotations.NullMarked;
