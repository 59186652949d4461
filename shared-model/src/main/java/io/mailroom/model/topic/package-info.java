/** The topics: their names, which are also the authorization, and what each must be. */
@NullMarked
package io.mailroom.model.topic;

import org.jspecify.annotations.NullMarked;
