/** The only package that knows Microsoft Graph: mail in our words, one HTTP attempt a call, sealed replies. */
@NullMarked
package io.mailroom.worker.graph;

import org.jspecify.annotations.NullMarked;
