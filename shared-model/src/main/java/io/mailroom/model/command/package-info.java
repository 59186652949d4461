/** What an ERP backend can ask for. */
@NullMarked
package io.mailroom.model.command;

import org.jspecify.annotations.NullMarked;
