/** A client asks for a connection and gets a one-time link; the link opens into a pending consent and a redirect. */
@NullMarked
package io.mailroom.auth.connect;

import org.jspecify.annotations.NullMarked;
