/** The end of a round for a person and for a program. */
@NullMarked
package io.mailroom.chaos.report;

import org.jspecify.annotations.NullMarked;
