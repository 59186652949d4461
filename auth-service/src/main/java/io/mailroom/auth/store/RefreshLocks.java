package io.mailroom.auth.store;

import io.mailroom.model.id.ConnectionId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Who may refresh a connection, over all replicas: a mark in its row with an owner and an end by PostgreSQL's clock. No
 * database connection is held while the owner talks to the identity platform; a dead owner's mark ends by itself.
 */
@Singleton
public class RefreshLocks {
    private final Database database;

    @Inject
    RefreshLocks(Database database) {
        this.database = database;
    }

    /** @return whether this owner may now refresh, for the given time */
    public boolean take(ConnectionId id, String owner, Duration time) {
        return database.update("""
                        update connection
                           set refresh_owner = ?, refresh_until = clock_timestamp() + ? * interval '1 millisecond'
                         where id = ? and key_id is not null
                           and (refresh_until is null or refresh_until < clock_timestamp())
                        """, owner, time.toMillis(), id.value()) == 1;
    }

    /** Lets go, if the mark is still this owner's. */
    public void release(ConnectionId id, String owner) {
        database.update("""
                update connection set refresh_owner = null, refresh_until = null where id = ? and refresh_owner = ?
                """, id.value(), owner);
    }

    /** Lets go and has nobody try again before then. */
    public void postpone(ConnectionId id, String owner, Instant retryAt) {
        database.update("""
                update connection
                   set refresh_owner = null, refresh_until = null, retry_at = ?, setbacks = setbacks + 1
                 where id = ? and refresh_owner = ?
                """, retryAt, id.value(), owner);
    }
}
