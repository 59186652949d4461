package io.mailroom.auth.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failure says no more than that the database is not there: no connection to it (SQLSTATE class 08), or one that
 * a shutdown, a crash or a start closed (57P01 to 57P03; PostgreSQL manual, "Error Codes"). The pool's own time-out has no
 * SQLSTATE.
 */
public final class DatabaseUnavailable {
    private DatabaseUnavailable() {}

    public static boolean is(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql && away(sql.getSQLState())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean away(@Nullable String state) {
        return state == null || state.startsWith("08") || state.matches("57P0[123]");
    }
}
