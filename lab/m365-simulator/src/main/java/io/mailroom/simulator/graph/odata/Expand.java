package io.mailroom.simulator.graph.odata;

import java.util.HashSet;
import java.util.Set;

/**
 * A parsed {@code $expand}.
 *
 * @param extendedIds the extended properties wanted, in Exchange's spelling
 */
public record Expand(boolean attachments, Set<String> extendedIds) {
    public static final Expand NOTHING = new Expand(false, Set.of());

    /** {@code attachments} and {@code singleValueExtendedProperties($filter=id eq '..' or id eq '..')}. */
    public static Expand parse(String expression) {
        Tokens tokens = new Tokens(expression);
        boolean attachments = false;
        Set<String> ids = new HashSet<>();
        do {
            String name = tokens.take().text();
            switch (name) {
                case "attachments" -> attachments = true;
                case "singleValueExtendedProperties" -> ids.addAll(ids(tokens));
                default -> throw BadQuery.unknownProperty(name);
            }
        } while (tokens.takeIf(","));
        tokens.expectEnd();
        return new Expand(attachments, Set.copyOf(ids));
    }

    private static Set<String> ids(Tokens tokens) {
        Set<String> ids = new HashSet<>();
        if (!tokens.takeIf("(")) {
            throw new BadQuery(
                    "ErrorInvalidUrlQuery",
                    "Expanding singleValueExtendedProperties needs a $filter on the property id.");
        }
        tokens.expect("$filter");
        tokens.expect("=");
        do {
            tokens.expect("id");
            tokens.expect("eq");
            ids.add(FilterParser.propertyId(tokens.expectString()));
        } while (tokens.takeIf("or"));
        tokens.expect(")");
        return ids;
    }
}
