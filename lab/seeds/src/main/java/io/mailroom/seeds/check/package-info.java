/** What was promised, against what happened. */
@NullMarked
package io.mailroom.seeds.check;

import org.jspecify.annotations.NullMarked;
