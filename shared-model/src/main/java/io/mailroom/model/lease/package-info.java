/** How a worker borrows an access token from auth-service. */
@NullMarked
package io.mailroom.model.lease;

import org.jspecify.annotations.NullMarked;
