/** A one-time link opens into a consent under way and a redirect: the tables of pending and refused consents. */
@NullMarked
package io.mailroom.auth.consent;

import org.jspecify.annotations.NullMarked;
