package io.mailroom.worker.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one call showed whose failure proves nothing.
 *
 * @param value nothing if the call was not answered well
 * @param notBefore until when Graph asked to wait, if it said so
 */
public record SingleAttempt<T>(@Nullable T value, @Nullable Instant notBefore) {}
