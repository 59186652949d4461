package io.mailroom.model.result;

/** The one final answer to a command. */
public record MailResult(Ending ending, ResultFacts facts) {
    public static final String TYPE = "io.mailroom.mail.result.v1";
}
