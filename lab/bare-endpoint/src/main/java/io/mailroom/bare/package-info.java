/** One request, one indexed SELECT, one answer: no identity, no cipher, no audit. */
@NullMarked
package io.mailroom.bare;

import org.jspecify.annotations.NullMarked;
