/** The ERP backend's side: its token, its commands, the events it reads. */
@NullMarked
package io.mailroom.stack.erp;

import org.jspecify.annotations.NullMarked;
