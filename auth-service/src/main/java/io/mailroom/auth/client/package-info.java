/** The registered ERP backends, and which of them is calling. */
@NullMarked
package io.mailroom.auth.client;

import org.jspecify.annotations.NullMarked;
