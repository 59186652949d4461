package io.mailroom.simulator.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault strikes; what is absent matches everything.
 *
 * @param pathRegex found anywhere in the decoded path
 * @param queryRegex found anywhere in the decoded query
 * @param probability of striking a request that matches, 0 to 1
 * @param seed of that chance: the same seed strikes the same places in the row of matching requests
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Match(
        @Nullable String method,
        @Nullable String pathRegex,
        @Nullable String queryRegex,
        @Nullable String mailbox,
        @Nullable String clientId,
        @Nullable Double probability,
        @Nullable Long seed) {}
