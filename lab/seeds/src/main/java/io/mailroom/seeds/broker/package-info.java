/** A broker in memory: logs, transactions, one group with member epochs (KIP-848). */
@NullMarked
package io.mailroom.seeds.broker;

import org.jspecify.annotations.NullMarked;
