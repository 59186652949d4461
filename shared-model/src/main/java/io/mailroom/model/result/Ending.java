package io.mailroom.model.result;

import org.jspecify.annotations.Nullable;

/** How a command ended. Each command has exactly one of these. */
public sealed interface Ending {
    /** Stable: programs branch on it. */
    ResultCode code();

    /** One sentence for a person. It never quotes a mail or a token. */
    String message();

    /** Exchange took the mail. */
    record Sent(SentMail mail) implements Ending {
        @Override
        public ResultCode code() {
            return ResultCode.SENT;
        }

        @Override
        public String message() {
            return mail.sentItemsConfirmed()
                    ? "The mail was sent."
                    : "Microsoft accepted the mail; its copy among the sent items was not seen yet.";
        }
    }

    /**
     * The folder was read up to now.
     *
     * @param received how many mails this command announced
     * @param unreadable how many it passed because they cannot be read
     */
    record Synced(int received, int unreadable) implements Ending {
        @Override
        public ResultCode code() {
            return ResultCode.SYNCED;
        }

        @Override
        public String message() {
            String news = received == 1 ? "1 mail is new" : received + " mails are new";
            return "The folder was read; " + news + (unreadable == 0 ? "." : ", " + unreadable + " cannot be read.");
        }
    }

    /**
     * The command was not carried out because of what it says.
     *
     * @param field JSON pointer (RFC 6901) into the command's data, or absent if no single field is at fault
     */
    record Rejected(
            ResultCode code, String message, @Nullable String field) implements Ending {}

    /**
     * The command was refused, and certainly nothing was sent.
     *
     * @param retryable whether the same command under a new id may succeed without anybody changing anything
     */
    record Failed(ResultCode code, String message, boolean retryable) implements Ending {}

    /** Microsoft left open whether the mail was sent. It is never sent again on its own. */
    record Unknown(String message, @Nullable SentMail known) implements Ending {
        @Override
        public ResultCode code() {
            return ResultCode.OUTCOME_UNKNOWN;
        }
    }

    /** The command was called back in time, and certainly nothing was sent. */
    record Cancelled(String message) implements Ending {
        @Override
        public ResultCode code() {
            return ResultCode.CANCELLED;
        }
    }
}
