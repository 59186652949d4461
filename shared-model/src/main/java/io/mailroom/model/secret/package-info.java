/** Secrets that cannot print, and the one door to their clear text. */
@NullMarked
package io.mailroom.model.secret;

import org.jspecify.annotations.NullMarked;
