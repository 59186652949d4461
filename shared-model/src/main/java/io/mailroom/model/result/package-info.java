/** What became of a command. */
@NullMarked
package io.mailroom.model.result;

import org.jspecify.annotations.NullMarked;
