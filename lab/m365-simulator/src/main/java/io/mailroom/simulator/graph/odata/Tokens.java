package io.mailroom.simulator.graph.odata;

import io.mailroom.simulator.graph.odata.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits an OData expression: words (also paths, numbers and dates), quoted strings, and single symbols. */
final class Tokens {
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String expression) {
        int at = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                at = string(expression, at + 1);
            } else if ("(),;=:".indexOf(c) >= 0) {
                tokens.add(new Token(Kind.SYMBOL, String.valueOf(c)));
                at++;
            } else {
                at = word(expression, at);
            }
        }
    }

    /** A quote inside a string is doubled. */
    private int string(String expression, int from) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c != '\'') {
                text.append(c);
                at++;
            } else if (at + 1 < expression.length() && expression.charAt(at + 1) == '\'') {
                text.append('\'');
                at += 2;
            } else {
                tokens.add(new Token(Kind.STRING, text.toString()));
                return at + 1;
            }
        }
        throw BadQuery.syntax(
                "There is an unterminated string literal at position " + from + " in '" + expression + "'.");
    }

    private int word(String expression, int from) {
        int at = from;
        while (at < expression.length() && isWord(expression, from, at)) {
            at++;
        }
        if (at == from) {
            throw BadQuery.syntax("Syntax error at position " + from + " in '" + expression + "'.");
        }
        tokens.add(new Token(Kind.WORD, expression.substring(from, at)));
        return at;
    }

    /** A colon belongs to a word only inside a time, which begins with a digit. */
    private static boolean isWord(String expression, int from, int at) {
        char c = expression.charAt(at);
        boolean ordinary = Character.isLetterOrDigit(c) || "_/.$@-+#*".indexOf(c) >= 0;
        return ordinary || (c == ':' && Character.isDigit(expression.charAt(from)));
    }

    Token peek() {
        return next < tokens.size() ? tokens.get(next) : new Token(Kind.END, "");
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    boolean takeIf(String wanted) {
        if (!peek().is(wanted)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String wanted) {
        Token token = take();
        if (!token.is(wanted)) {
            throw BadQuery.syntax("Invalid clause: '" + wanted + "' expected, '" + token.text() + "' found.");
        }
    }

    String expectString() {
        Token token = take();
        if (token.kind() != Kind.STRING) {
            throw BadQuery.syntax("Invalid clause: a string literal is expected, '" + token.text() + "' found.");
        }
        return token.text();
    }

    void expectEnd() {
        if (peek().kind() != Kind.END) {
            throw BadQuery.syntax("Invalid clause: syntax error at '" + peek().text() + "'.");
        }
    }
}
