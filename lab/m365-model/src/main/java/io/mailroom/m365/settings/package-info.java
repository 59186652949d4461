/** The points on which Microsoft's sources disagree or say nothing, as switches. */
@NullMarked
package io.mailroom.m365.settings;

import org.jspecify.annotations.NullMarked;
