package io.mailroom.simulator.graph.odata;

/** A piece of an OData expression. */
record Token(Kind kind, String text) {
    enum Kind {
        WORD,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String wanted) {
        return kind != Kind.STRING && text.equals(wanted);
    }
}
