package io.mailroom.simulator.graph;

import io.mailroom.m365.delta.DeltaOptions;
import io.mailroom.m365.entra.Parameters;
import io.mailroom.simulator.graph.odata.Filter;
import io.mailroom.simulator.graph.odata.Filter.Comparison;
import io.mailroom.simulator.graph.odata.MessageValues;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the first call of a delta stream may ask for (facts C1). */
final class DeltaQuery {
    private static final Set<String> OPTIONS = Set.of("$select", "$filter", "$orderby", "$expand", "$top");
    private static final Set<String> CHANGE_TYPES = Set.of("", "created", "updated", "deleted");

    private DeltaQuery() {}

    static DeltaOptions options(Parameters query, Set<String> properties) {
        QueryOptions options = QueryOptions.of(query, OPTIONS, properties);
        String changeType = query.get("changeType").orElse("");
        if (!CHANGE_TYPES.contains(changeType)) {
            throw GraphRefusal.badRequest("The value '" + changeType + "' of changeType is not valid.");
        }
        options.orderBy()
                .filter(it -> !it.strip().matches("(?i)receivedDateTime\\s+desc"))
                .ifPresent(it -> {
                    throw new GraphRefusal(
                            400, "ErrorInvalidUrlQuery", "$orderby can only be 'receivedDateTime desc' here.");
                });
        Optional<Comparison> since = options.filter().map(DeltaQuery::since);
        return new DeltaOptions(
                options.select(),
                options.expand().extendedIds(),
                options.expand().attachments(),
                since.map(it -> MessageValues.moment(it.literal())).orElse(null),
                since.map(it -> it.operator().equals("gt")).orElse(false),
                changeType,
                options.orderBy().isPresent());
    }

    static OptionalInt top(Parameters query) {
        return query.filled("$top").filter(it -> it.matches("[1-9]\\d{0,3}")).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    private static Comparison since(Filter filter) {
        if (filter instanceof Comparison comparison
                && comparison.property().equals("receivedDateTime")
                && Set.of("ge", "gt").contains(comparison.operator())) {
            return comparison;
        }
        throw new GraphRefusal(
                400,
                "ErrorInvalidUrlQuery",
                "The following parameters are not supported with change tracking over the 'Messages' resource:"
                        + " '$filter' other than receivedDateTime ge or gt.");
    }
}
