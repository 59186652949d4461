/** A second client whose topics come and go, with some commands of its own while they are right. */
@NullMarked
package io.mailroom.chaos.second;

import org.jspecify.annotations.NullMarked;
