package io.mailroom.worker.decode;

import io.mailroom.model.result.ResultCode;

/** The first thing wrong with a command's data. Its message never quotes a value. */
final class FieldProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final ResultCode code;
    private final String field;

    FieldProblem(ResultCode code, String field, String message) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    static FieldProblem missing(String field) {
        return new FieldProblem(ResultCode.MISSING_FIELD, field, "The field " + field + " is required.");
    }

    static FieldProblem invalid(String field, String rule) {
        return new FieldProblem(ResultCode.INVALID_FIELD, field, "The field " + field + " " + rule + ".");
    }

    static FieldProblem tooLarge(String field, String bound) {
        return new FieldProblem(
                ResultCode.TOO_LARGE, field, "The field " + field + " is over its limit of " + bound + ".");
    }

    ResultCode code() {
        return code;
    }

    String field() {
        return field;
    }

    String sentence() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
