/** Commands, mails and results laid beside each other: what was kept and what was broken. */
@NullMarked
package io.mailroom.chaos.join;

import org.jspecify.annotations.NullMarked;
