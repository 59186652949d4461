/** The connections in PostgreSQL: rows hold ciphertext only, every change of state leaves an event behind. */
@NullMarked
package io.mailroom.auth.store;

import org.jspecify.annotations.NullMarked;
