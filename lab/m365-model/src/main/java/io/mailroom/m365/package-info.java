/** Microsoft 365 in memory, without a protocol: the one place in the laboratory that says what Exchange does. */
@NullMarked
package io.mailroom.m365;

import org.jspecify.annotations.NullMarked;
