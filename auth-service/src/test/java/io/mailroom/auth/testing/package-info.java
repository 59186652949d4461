/** What the tests stand on: a real PostgreSQL, an identity platform over real HTTP, a browser. */
@NullMarked
package io.mailroom.auth.testing;

import org.jspecify.annotations.NullMarked;
