package io.mailroom.simulator.graph.odata;

import io.mailroom.m365.mailbox.ExtendedProperty;
import io.mailroom.m365.mailbox.PropertyId;
import io.mailroom.simulator.graph.odata.Filter.And;
import io.mailroom.simulator.graph.odata.Filter.Comparison;
import io.mailroom.simulator.graph.odata.Filter.Function;
import io.mailroom.simulator.graph.odata.Filter.HasExtended;
import io.mailroom.simulator.graph.odata.Filter.Not;
import io.mailroom.simulator.graph.odata.Filter.Or;
import io.mailroom.simulator.graph.odata.Token.Kind;
import java.util.Locale;
import java.util.Set;

/** Recursive descent over {@code or}, {@code and}, {@code not}, comparisons, functions and the Any lambda. */
final class FilterParser {
    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final Set<String> FUNCTIONS = Set.of("contains", "startswith", "endswith");

    private final Tokens tokens;

    FilterParser(String expression) {
        this.tokens = new Tokens(expression);
    }

    Filter parse() {
        Filter filter = or();
        tokens.expectEnd();
        return filter;
    }

    private Filter or() {
        Filter left = and();
        while (tokens.takeIf("or")) {
            left = new Or(left, and());
        }
        return left;
    }

    private Filter and() {
        Filter left = unary();
        while (tokens.takeIf("and")) {
            left = new And(left, unary());
        }
        return left;
    }

    private Filter unary() {
        if (tokens.takeIf("not")) {
            return new Not(unary());
        }
        if (tokens.takeIf("(")) {
            Filter inner = or();
            tokens.expect(")");
            return inner;
        }
        return primary();
    }

    private Filter primary() {
        Token word = tokens.take();
        if (word.kind() != Kind.WORD) {
            throw BadQuery.syntax("Invalid filter clause: unexpected '" + word.text() + "'.");
        }
        String text = word.text();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("singlevalueextendedproperties/any")) {
            return any();
        }
        if (FUNCTIONS.contains(lower) && tokens.takeIf("(")) {
            return function(lower);
        }
        String operator = tokens.take().text();
        if (!OPERATORS.contains(operator)) {
            throw BadQuery.syntax("Invalid filter clause: operator expected after '" + text + "'.");
        }
        return new Comparison(MessageValues.known(text), operator, literal(text));
    }

    private String literal(String property) {
        Token literal = tokens.take();
        if (literal.kind() != Kind.STRING && literal.kind() != Kind.WORD) {
            throw BadQuery.syntax("Invalid filter clause: a literal is expected for '" + property + "'.");
        }
        return literal.text();
    }

    private Filter function(String name) {
        String property = MessageValues.known(tokens.take().text());
        tokens.expect(",");
        String literal = tokens.expectString();
        tokens.expect(")");
        return new Function(name, property, literal);
    }

    private Filter any() {
        tokens.expect("(");
        String variable = tokens.take().text();
        tokens.expect(":");
        tokens.expect(variable + "/id");
        tokens.expect("eq");
        String id = tokens.expectString();
        tokens.expect("and");
        tokens.expect(variable + "/value");
        tokens.expect("eq");
        String value = tokens.expectString();
        tokens.expect(")");
        return new HasExtended(new ExtendedProperty(propertyId(id), value));
    }

    static String propertyId(String id) {
        return PropertyId.normal(id)
                .orElseThrow(() -> new BadQuery(
                        "ErrorInvalidProperty",
                        "The property Id '" + id + "' for the extended property 'singleValueExtendedProperties' is"
                                + " invalid. PropertyId values may only be in one of the following formats:"
                                + " 'MapiPropertyType namespaceGuid Name propertyName', 'MapiPropertyType namespaceGuid"
                                + " Id propertyId' or 'MapiPropertyType propertyTag'."));
    }
}
