/**
 * The connections in PostgreSQL: rows hold ciphertext only, every change of state leaves an event behind.
 *
 * <p>The one way to the database: each table belongs to one package, and that package speaks to it through Hibernate in a
 * JTA transaction. What runs before the service or without it has no Hibernate: it uses {@link io.mailroom.auth.store.Jdbc}, in
 * the same packages.
 */
@NullMarked
package io.mailroom.auth.store;

import org.jspecify.annotations.NullMarked;
