/** HTTP requests to the parts of a stack. */
@NullMarked
package io.mailroom.stack.http;

import org.jspecify.annotations.NullMarked;
