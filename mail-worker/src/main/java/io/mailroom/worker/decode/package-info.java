/** From bytes to a command that can be carried out, or to the one field that is wrong. */
@NullMarked
package io.mailroom.worker.decode;

import org.jspecify.annotations.NullMarked;
