package io.mailroom.simulator.graph;

import io.mailroom.m365.entra.Parameters;
import io.mailroom.simulator.graph.odata.Expand;
import io.mailroom.simulator.graph.odata.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringTokenizer;

/** The OData options of a read. */
record QueryOptions(
        List<String> select,
        Optional<Filter> filter,
        Expand expand,
        Optional<String> orderBy,
        OptionalInt top,
        int skip,
        boolean count) {
    private static final int LARGEST_TOP = 1_000;

    static QueryOptions of(Parameters parameters, Set<String> allowed, Set<String> properties) {
        for (String name : parameters.names()) {
            if (name.startsWith("$") && !allowed.contains(name)) {
                throw GraphRefusal.badRequest("The query specified in the URI is not valid. Query option '" + name
                        + "' is not supported here.");
            }
        }
        if (parameters.get("$search").isPresent()) {
            throw GraphRefusal.notSimulated("$search");
        }
        return new QueryOptions(
                select(parameters.filled("$select").orElse(""), properties),
                parameters.filled("$filter").map(Filter::parse),
                parameters.filled("$expand").map(Expand::parse).orElse(Expand.NOTHING),
                parameters.filled("$orderby"),
                top(parameters),
                number(parameters, "$skip").orElse(0),
                parameters.get("$count").equals(Optional.of("true")));
    }

    private static List<String> select(String names, Set<String> properties) {
        List<String> select = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(names, ",");
        while (tokens.hasMoreTokens()) {
            String name = tokens.nextToken().strip();
            String last = name.substring(name.lastIndexOf('/') + 1);
            select.add(properties.stream()
                    .filter(property -> property.equalsIgnoreCase(last))
                    .findFirst()
                    .orElseThrow(() -> new GraphRefusal(
                            400,
                            "RequestBroker--ParseUri",
                            "Could not find a property named '" + name + "' on the type.")));
        }
        return select;
    }

    private static OptionalInt top(Parameters parameters) {
        OptionalInt top = number(parameters, "$top");
        if (top.isPresent() && (top.getAsInt() < 1 || top.getAsInt() > LARGEST_TOP)) {
            throw GraphRefusal.badRequest(
                    "The limit of '" + LARGEST_TOP + "' for Top query has been exceeded or the value is not positive.");
        }
        return top;
    }

    private static OptionalInt number(Parameters parameters, String name) {
        Optional<String> text = parameters.filled(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw GraphRefusal.badRequest("Invalid value '" + text.get() + "' for " + name
                    + " query option found. A non-negative integer is" + " expected.");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }
}
