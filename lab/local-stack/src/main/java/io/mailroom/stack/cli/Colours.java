package io.mailroom.stack.cli;

/** Colours, where a terminal shows them and the user has not set NO_COLOR. */
final class Colours {
    private final boolean on;

    Colours(boolean on) {
        this.on = on;
    }

    /** The script looks at the terminal, since Java cannot tell standard output from standard error. */
    static Colours ofThisTerminal() {
        return new Colours(Boolean.getBoolean("mailroom.colours"));
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
