/** The main job, run once and told as a story. */
@NullMarked
package io.mailroom.stack.demo;

import org.jspecify.annotations.NullMarked;
