/** Borrowing access tokens from auth-service. */
@NullMarked
package io.mailroom.worker.token;

import org.jspecify.annotations.NullMarked;
