/** The simulator and Mailroom's own services, started from their packages with generated configuration. */
@NullMarked
package io.mailroom.stack.service;

import org.jspecify.annotations.NullMarked;
