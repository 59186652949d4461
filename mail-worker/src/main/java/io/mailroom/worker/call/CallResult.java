package io.mailroom.worker.call;

import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;

/** Where a call that may be repeated got to. */
public sealed interface CallResult<T> {
    record Ok<T>(T value, Evidence evidence) implements CallResult<T> {}

    /** Graph refused in a way that the caller asked to see. */
    record Refused<T>(int status, String code, Evidence evidence) implements CallResult<T> {
        /** For callers that asked to see no refusal. */
        @SuppressWarnings("DoNotCallSuggester") // called where only a switch must be complete
        public Outcome unexpected() {
            throw new IllegalStateException("a refusal with status " + status + " was shown without being asked for");
        }
    }

    /** The command ends here, is postponed, or is left as it is. */
    record Ended<T>(Outcome outcome) implements CallResult<T> {}

    /** For callers that have nothing left to do without a value. */
    default Outcome ending() {
        return switch (this) {
            case Ended<T>(var outcome) -> outcome;
            case Refused<T> refused -> refused.unexpected();
            case Ok<T> _ -> throw new IllegalStateException("a value is not the end of a command");
        };
    }
}
