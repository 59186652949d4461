package io.mailroom.model.command;

/**
 * Graph carries one body of one type. A command that gives both forms is sent as HTML; Exchange derives the plain text
 * for readers that need it.
 */
public sealed interface MailBody {
    String content();

    record Html(String content) implements MailBody {
        @Override
        public String toString() {
            return "Html[" + content.length() + " characters]";
        }
    }

    record PlainText(String content) implements MailBody {
        @Override
        public String toString() {
            return "PlainText[" + content.length() + " characters]";
        }
    }
}
