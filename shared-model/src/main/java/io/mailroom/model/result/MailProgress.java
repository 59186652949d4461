package io.mailroom.model.result;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A station on the way of a command. It is never final: a {@link MailResult} always follows. */
public sealed interface MailProgress {
    String TYPE = "io.mailroom.mail.progress.v1";

    CommandRef command();

    Instant at();

    /** The command was understood and waits for its turn. */
    record Accepted(CommandRef command, Instant at) implements MailProgress {}

    /**
     * The command cannot go on now and is kept until its time.
     *
     * @param until earliest time at which it goes on; absent if it waits for an event
     */
    record Parked(CommandRef command, Instant at, @Nullable Instant until, ResultCode reason) implements MailProgress {}
}
