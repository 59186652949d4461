/** Mailboxes that keep the truth, and a Graph that fails by chance. */
@NullMarked
package io.mailroom.seeds.graph;

import org.jspecify.annotations.NullMarked;
