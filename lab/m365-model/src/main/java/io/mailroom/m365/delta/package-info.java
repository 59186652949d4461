/** Delta queries: streams over a folder's changes, and their opaque tokens. */
@NullMarked
package io.mailroom.m365.delta;

import org.jspecify.annotations.NullMarked;
