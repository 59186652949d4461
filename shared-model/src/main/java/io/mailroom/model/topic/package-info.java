/** The names of the topics, which are also the authorization. */
@NullMarked
package io.mailroom.model.topic;

import org.jspecify.annotations.NullMarked;
