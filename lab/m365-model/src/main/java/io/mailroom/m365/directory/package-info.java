/** Tenants, app registrations, accounts and the consents between them. */
@NullMarked
package io.mailroom.m365.directory;

import org.jspecify.annotations.NullMarked;
