/** What a security reviewer does by hand: one secret, looked for in every form. */
@NullMarked
package io.mailroom.leak;

import org.jspecify.annotations.NullMarked;
