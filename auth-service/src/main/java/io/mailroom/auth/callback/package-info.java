/** The browser comes back: the state is looked at once and burnt, then the consent is judged. */
@NullMarked
package io.mailroom.auth.callback;

import org.jspecify.annotations.NullMarked;
