/** Secrets at rest: Fernet under a key that each connection has for itself. The only place that sees javax.crypto. */
@NullMarked
package io.mailroom.auth.crypt;

import org.jspecify.annotations.NullMarked;
