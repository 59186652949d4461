/** What a test can switch: latencies, limits and the points on which Microsoft's sources disagree. */
@NullMarked
package io.mailroom.simulator.settings;

import org.jspecify.annotations.NullMarked;
