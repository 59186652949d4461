/** One seed: workers, troubles, and what came of it. */
@NullMarked
package io.mailroom.seeds.run;

import org.jspecify.annotations.NullMarked;
