/** Which clients may be worked for: whether their topics, and those of Mailroom itself, are as they must be. */
@NullMarked
package io.mailroom.worker.topics;

import org.jspecify.annotations.NullMarked;
