/** The JSON of the contract: CloudEvents 1.0 written from and read into the model. */
@NullMarked
package io.mailroom.model.wire;

import org.jspecify.annotations.NullMarked;
