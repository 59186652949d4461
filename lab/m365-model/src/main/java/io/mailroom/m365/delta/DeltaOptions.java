package io.mailroom.m365.delta;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the first call of a stream asked for; every later page keeps to it (facts C1).
 *
 * @param select empty: everything
 * @param receivedFrom only messages received then or later
 * @param exclusive whether that moment itself is left out
 * @param changeType created, updated, deleted, or empty for all
 */
public record DeltaOptions(
        List<String> select,
        Set<String> extendedIds,
        boolean attachments,
        @Nullable Instant receivedFrom,
        boolean exclusive,
        String changeType,
        boolean newestFirst) {

    boolean limited() {
        return receivedFrom != null;
    }

    boolean wants(Instant receivedAt) {
        Instant from = receivedFrom;
        return from == null || receivedAt.isAfter(from) || (!exclusive && receivedAt.equals(from));
    }
}
