/** A worker borrows an access token; at most one refresh at a time for a connection over all replicas. */
@NullMarked
package io.mailroom.auth.lease;

import org.jspecify.annotations.NullMarked;
