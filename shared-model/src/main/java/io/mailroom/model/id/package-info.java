/** Identifiers: one-field records that cannot exist with a wrong value. */
@NullMarked
package io.mailroom.model.id;

import org.jspecify.annotations.NullMarked;
