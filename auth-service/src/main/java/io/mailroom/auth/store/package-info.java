/**
 * All that is kept, in PostgreSQL: rows hold ciphertext only, every change of state leaves an event behind.
 *
 * <p>Every statement stands in this package and goes through {@link io.mailroom.auth.store.Database}, in the service as in the
 * operator's commands. Where statements of several tables belong together, their caller opens a JTA transaction.
 */
@NullMarked
package io.mailroom.auth.store;

import org.jspecify.annotations.NullMarked;
