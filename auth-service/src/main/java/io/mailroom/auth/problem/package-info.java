/** Problem answers (RFC 9457): the one form in which a request is refused. */
@NullMarked
package io.mailroom.auth.problem;

import org.jspecify.annotations.NullMarked;
