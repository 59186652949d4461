/** The calls of ERP clients on their connections: read, hand to the step that does it, answer. */
@NullMarked
package io.mailroom.auth.api;

import org.jspecify.annotations.NullMarked;
