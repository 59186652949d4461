package io.mailroom.auth.page;

import io.quarkus.qute.TemplateInstance;

/**
 * A page with something to understand and something to do. It carries no value of the request.
 *
 * @param happened one sentence
 * @param next what the reader can do now
 */
public record MessagePage(String title, String happened, String next) implements TemplateInstance {
    public static MessagePage linkSpent() {
        return new MessagePage(
                "This link was used already",
                "A connect link opens once, and this one is no longer good.",
                "Go back to the application that gave it to you and ask for a new one.");
    }

    public static MessagePage linkExpired() {
        return new MessagePage(
                "This link has expired",
                "It waited too long to be opened.",
                "Go back to the application that gave it to you and ask for a new one.");
    }

    public static MessagePage tooManyRequests() {
        return new MessagePage(
                "Too many tries",
                "From where you are, too many links were opened within a minute. Nothing was changed.",
                "Wait a minute, then open the page again.");
    }

    public static MessagePage consentExpired() {
        return new MessagePage(
                "This sign-in is over",
                "It was finished before, or it took longer than ten minutes. Nothing was changed.",
                "Go back to your application and start again.");
    }

    public static MessagePage consentForged() {
        return new MessagePage(
                "This sign-in was not started here",
                "The answer did not come from the browser in which the connection was begun, so it was thrown away."
                        + " No mailbox was connected.",
                "If you began it yourself, go back to your application and start again in this browser, with cookies"
                        + " allowed.");
    }
}
