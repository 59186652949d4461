/** The commands of ./mailroom. */
@NullMarked
package io.mailroom.stack.cli;

import org.jspecify.annotations.NullMarked;
