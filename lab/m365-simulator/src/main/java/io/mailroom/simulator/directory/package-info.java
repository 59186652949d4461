/** Tenants, app registrations, accounts and the consents between them. */
@NullMarked
package io.mailroom.simulator.directory;

import org.jspecify.annotations.NullMarked;
