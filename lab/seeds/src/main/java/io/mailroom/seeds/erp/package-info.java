/** What is asked for in one seed. */
@NullMarked
package io.mailroom.seeds.erp;

import org.jspecify.annotations.NullMarked;
