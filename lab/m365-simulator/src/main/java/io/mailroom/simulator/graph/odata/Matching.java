package io.mailroom.simulator.graph.odata;

import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.simulator.graph.odata.Filter.And;
import io.mailroom.simulator.graph.odata.Filter.Comparison;
import io.mailroom.simulator.graph.odata.Filter.Function;
import io.mailroom.simulator.graph.odata.Filter.HasExtended;
import io.mailroom.simulator.graph.odata.Filter.Not;
import io.mailroom.simulator.graph.odata.Filter.Or;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs a filter over a mailbox: by index where one exists, else over the folder. */
public final class Matching {
    private final Predicate<Item> visibleToKeyFilter;

    /** @param visibleToKeyFilter false for items that an extended-property filter does not see yet */
    public Matching(Predicate<Item> visibleToKeyFilter) {
        this.visibleToKeyFilter = visibleToKeyFilter;
    }

    /** Matching items, newest first. */
    public List<Item> find(Mailbox mailbox, Optional<String> folderId, Optional<Filter> filter) {
        if (filter.isEmpty()) {
            return mailbox.items(folderId);
        }
        List<Item> candidates = indexed(mailbox, filter.get()).orElseGet(() -> mailbox.items(folderId));
        return candidates.stream()
                .filter(item -> folderId.isEmpty() || item.folderId().equals(folderId.get()))
                .filter(item -> matches(filter.get(), item))
                .toList();
    }

    private static Optional<List<Item>> indexed(Mailbox mailbox, Filter filter) {
        return switch (filter) {
            case And(var left, var right) -> indexed(mailbox, left).or(() -> indexed(mailbox, right));
            case HasExtended(var property) -> Optional.of(mailbox.byExtended(property));
            case Comparison(var property, var operator, var literal)
            when property.equals("internetMessageId") && operator.equals("eq") ->
                Optional.of(mailbox.byMessageId(literal));
            case Comparison _, Function _, Or _, Not _ -> Optional.empty();
        };
    }

    public boolean matches(Filter filter, Item item) {
        return switch (filter) {
            case And(var left, var right) -> matches(left, item) && matches(right, item);
            case Or(var left, var right) -> matches(left, item) || matches(right, item);
            case Not(var inner) -> !matches(inner, item);
            case Comparison comparison -> compare(comparison, item);
            case Function function -> call(function, item);
            case HasExtended(var wanted) ->
                visibleToKeyFilter.test(item)
                        && item.extended().stream()
                                .anyMatch(it -> it.id().equals(wanted.id())
                                        && it.value().equalsIgnoreCase(wanted.value()));
        };
    }

    private static boolean compare(Comparison comparison, Item item) {
        String property = comparison.property();
        String value = MessageValues.of(item, property);
        int order = MessageValues.compare(property, value, comparison.literal());
        return switch (comparison.operator()) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
        };
    }

    private static boolean call(Function function, Item item) {
        String value = MessageValues.of(item, function.property()).toLowerCase(Locale.ROOT);
        String literal = function.literal().toLowerCase(Locale.ROOT);
        return switch (function.name()) {
            case "contains" -> value.contains(literal);
            case "startswith" -> value.startsWith(literal);
            default -> value.endsWith(literal);
        };
    }
}
