/** How much one app may ask of one mailbox. */
@NullMarked
package io.mailroom.m365.throttle;

import org.jspecify.annotations.NullMarked;
