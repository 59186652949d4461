/** What the documents say, held against the files of the whole repository. */
@NullMarked
package io.mailroom.model.docs;

import org.jspecify.annotations.NullMarked;
