/** Records that strain whoever reads them: made to the byte, published, and what of each has to come back. */
@NullMarked
package io.mailroom.chaos.poison;

import org.jspecify.annotations.NullMarked;
