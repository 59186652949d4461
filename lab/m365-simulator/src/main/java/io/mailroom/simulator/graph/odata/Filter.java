package io.mailroom.simulator.graph.odata;

import io.mailroom.simulator.mailbox.ExtendedProperty;

/** A parsed {@code $filter}. */
public sealed interface Filter {
    record And(Filter left, Filter right) implements Filter {}

    record Or(Filter left, Filter right) implements Filter {}

    record Not(Filter inner) implements Filter {}

    /** @param operator eq, ne, gt, ge, lt or le */
    record Comparison(String property, String operator, String literal) implements Filter {}

    /** @param name contains, startswith or endswith */
    record Function(String name, String property, String literal) implements Filter {}

    /** {@code singleValueExtendedProperties/Any(ep: ep/id eq '..' and ep/value eq '..')}. */
    record HasExtended(ExtendedProperty property) implements Filter {}

    static Filter parse(String expression) {
        return new FilterParser(expression).parse();
    }

    /** The property that stands first, which decides what {@code $orderby} may begin with. */
    default String firstProperty() {
        return switch (this) {
            case And(var left, _) -> left.firstProperty();
            case Or(var left, _) -> left.firstProperty();
            case Not(var inner) -> inner.firstProperty();
            case Comparison(var property, _, _) -> property;
            case Function(_, var property, _) -> property;
            case HasExtended _ -> "singleValueExtendedProperties";
        };
    }
}
