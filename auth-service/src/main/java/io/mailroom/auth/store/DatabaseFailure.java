package io.mailroom.auth.store;

import java.sql.SQLException;

/** A statement failed. Its message names the kind alone: PostgreSQL's own may quote what was stored. */
public final class DatabaseFailure extends RuntimeException {
    DatabaseFailure(SQLException cause) {
        super(cause.getClass().getSimpleName(), cause);
    }
}
