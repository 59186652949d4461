package io.mailroom.worker.call;

import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.Outcome;

/** Where a call that may be repeated got to. */
public sealed interface CallResult<T> {
    record Value<T>(T value, Evidence evidence) implements CallResult<T> {}

    /** Graph refused in a way that the caller asked to see. */
    record Turned<T>(int status, String code, Evidence evidence) implements CallResult<T> {
        /** For callers that asked to see no refusal. */
        @SuppressWarnings("DoNotCallSuggester") // called where only a switch must be complete
        public Outcome unexpected() {
            throw new IllegalStateException("a refusal with status " + status + " was shown without being asked for");
        }
    }

    /** The command ends here, is postponed, or is left as it is. */
    record Over<T>(Outcome outcome) implements CallResult<T> {}

    /** For callers that have nothing left to do without a value. */
    default Outcome over() {
        return switch (this) {
            case Over<T>(var outcome) -> outcome;
            case Turned<T> turned -> turned.unexpected();
            case Value<T> _ -> throw new IllegalStateException("a value is not the end of a command");
        };
    }
}
