/** A connection ends with its ciphertext and salt; what is held of one person is told in full, or destroyed with a receipt. */
@NullMarked
package io.mailroom.auth.erase;

import org.jspecify.annotations.NullMarked;
