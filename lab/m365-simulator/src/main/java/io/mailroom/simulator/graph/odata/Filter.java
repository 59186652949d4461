package io.mailroom.simulator.graph.odata;

import io.mailroom.m365.mailbox.ExtendedProperty;

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
            case And and -> and.left().firstProperty();
            case Or or -> or.left().firstProperty();
            case Not not -> not.inner().firstProperty();
            case Comparison comparison -> comparison.property();
            case Function function -> function.property();
            case HasExtended _ -> "singleValueExtendedProperties";
        };
    }
}
