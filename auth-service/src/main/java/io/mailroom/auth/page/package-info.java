/** What a person's browser is shown: pages and redirects, with the headers that keep secrets in. */
@NullMarked
package io.mailroom.auth.page;

import org.jspecify.annotations.NullMarked;
