/** Connection events: written with the change they tell of, published in order afterwards. */
@NullMarked
package io.mailroom.auth.announce;

import org.jspecify.annotations.NullMarked;
