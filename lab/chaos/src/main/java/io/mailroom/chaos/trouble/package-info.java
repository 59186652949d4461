/** Carries the troubles out on real processes and brings back what is dead, as a supervisor would. */
@NullMarked
package io.mailroom.chaos.trouble;

import org.jspecify.annotations.NullMarked;
