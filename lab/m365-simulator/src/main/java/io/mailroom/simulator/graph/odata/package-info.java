/** The part of OData that the mail API uses: filter, expand, select and order, parsed strictly. */
@NullMarked
package io.mailroom.simulator.graph.odata;

import org.jspecify.annotations.NullMarked;
