/** What shall happen, and when: drawn from the seed before anything starts. */
@NullMarked
package io.mailroom.chaos.plan;

import org.jspecify.annotations.NullMarked;
