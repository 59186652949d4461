/** The simulator's switches and its ground truth. */
@NullMarked
package io.mailroom.stack.lab;

import org.jspecify.annotations.NullMarked;
