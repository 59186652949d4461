/** Leases that come, fail and end. */
@NullMarked
package io.mailroom.seeds.auth;

import org.jspecify.annotations.NullMarked;
