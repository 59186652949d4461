/** What HTTP says in the same way to every client here. */
@NullMarked
package io.mailroom.model.http;

import org.jspecify.annotations.NullMarked;
