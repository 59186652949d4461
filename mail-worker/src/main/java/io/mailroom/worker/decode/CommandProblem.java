package io.mailroom.worker.decode;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import org.jspecify.annotations.Nullable;

/** The first thing wrong with a command. Its message never quotes a value. */
final class CommandProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Ending.Rejected ending;

    /** @param field JSON pointer into the data, or absent if no single field is at fault */
    CommandProblem(ResultCode code, @Nullable String field, String message) {
        super(message, null, false, false);
        this.ending = new Ending.Rejected(code, message, field);
    }

    static CommandProblem malformed(String message) {
        return new CommandProblem(ResultCode.MALFORMED_JSON, null, message);
    }

    static CommandProblem missing(String field) {
        return new CommandProblem(ResultCode.MISSING_FIELD, field, "The field " + field + " is required.");
    }

    static CommandProblem invalid(String field, String rule) {
        return new CommandProblem(ResultCode.INVALID_FIELD, field, "The field " + field + " " + rule + ".");
    }

    static CommandProblem tooLarge(String field, String bound) {
        return new CommandProblem(
                ResultCode.TOO_LARGE, field, "The field " + field + " is over its limit of " + bound + ".");
    }

    Ending.Rejected ending() {
        return ending;
    }
}
