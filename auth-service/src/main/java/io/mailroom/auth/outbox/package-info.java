/** Connection events: written with the change they tell of, published in order afterwards. */
@NullMarked
package io.mailroom.auth.outbox;

import org.jspecify.annotations.NullMarked;
