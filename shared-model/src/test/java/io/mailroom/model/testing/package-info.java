/** Samples of every event, the published schemas and the golden files. */
@NullMarked
package io.mailroom.model.testing;

import org.jspecify.annotations.NullMarked;
