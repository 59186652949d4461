package io.mailroom.simulator.graph.odata;

import io.mailroom.m365.mailbox.Item;
import java.util.Comparator;
import java.util.Optional;

/** A parsed {@code $orderby}. */
public final class Ordering {
    private Ordering() {}

    /** @throws BadQuery InefficientFilter when the filter does not begin with the property ordered by (facts C2) */
    public static Comparator<Item> parse(String expression, Optional<Filter> filter) {
        Tokens tokens = new Tokens(expression);
        Comparator<Item> all = null;
        String first = "";
        do {
            String property = MessageValues.known(tokens.take().text());
            first = first.isEmpty() ? property : first;
            Comparator<Item> one = (a, b) ->
                    MessageValues.compare(property, MessageValues.of(a, property), MessageValues.of(b, property));
            boolean descending = tokens.takeIf("desc");
            if (!descending) {
                tokens.takeIf("asc");
            }
            Comparator<Item> directed = descending ? one.reversed() : one;
            all = all == null ? directed : all.thenComparing(directed);
        } while (tokens.takeIf(","));
        tokens.expectEnd();
        checkAgainst(filter, first);
        return all;
    }

    private static void checkAgainst(Optional<Filter> filter, String first) {
        if (filter.isPresent() && !filter.get().firstProperty().equals(first)) {
            throw new BadQuery("InefficientFilter", "The restriction or sort order is too complex for this operation.");
        }
    }
}
