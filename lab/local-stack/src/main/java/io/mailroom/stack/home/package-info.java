/** Where the stack keeps its things: folders, the lock, and the file that tells other programs how to drive it. */
@NullMarked
package io.mailroom.stack.home;

import org.jspecify.annotations.NullMarked;
