/** The ERP backend's side going out: connected mailboxes and commands in their order. */
@NullMarked
package io.mailroom.chaos.publish;

import org.jspecify.annotations.NullMarked;
