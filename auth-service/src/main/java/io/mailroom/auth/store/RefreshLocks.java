package io.mailroom.auth.store;

import io.mailroom.model.id.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/**
 * Who may refresh a connection, over all replicas: a mark in its row with an owner and an end by PostgreSQL's clock. No
 * database connection is held while the owner talks to the identity platform; a dead owner's mark ends by itself.
 */
@ApplicationScoped
public class RefreshLocks {
    private final EntityManager database;

    @Inject
    RefreshLocks(EntityManager database) {
        this.database = database;
    }

    /** @return whether this owner may now refresh, for the given time */
    @Transactional
    public boolean take(ConnectionId id, String owner, Duration time) {
        return database.createNativeQuery("""
                                update connection
                                   set refresh_owner = :owner,
                                       refresh_until = clock_timestamp() + :millis * interval '1 millisecond'
                                 where id = :id and key_id is not null
                                   and (refresh_until is null or refresh_until < clock_timestamp())
                                """)
                        .setParameter("owner", owner)
                        .setParameter("millis", time.toMillis())
                        .setParameter("id", id.value())
                        .executeUpdate()
                == 1;
    }

    /** Lets go, if the mark is still this owner's. */
    @Transactional
    public void release(ConnectionId id, String owner) {
        database.createNativeQuery("""
                        update connection set refresh_owner = null, refresh_until = null
                         where id = :id and refresh_owner = :owner
                        """)
                .setParameter("owner", owner)
                .setParameter("id", id.value())
                .executeUpdate();
    }

    /** Lets go and has nobody try again before then. */
    @Transactional
    public void postpone(ConnectionId id, String owner, Instant retryAt) {
        database.createNativeQuery("""
                        update connection set refresh_owner = null, refresh_until = null, retry_at = :retryAt,
                               setbacks = setbacks + 1
                         where id = :id and refresh_owner = :owner
                        """)
                .setParameter("retryAt", retryAt)
                .setParameter("owner", owner)
                .setParameter("id", id.value())
                .executeUpdate();
    }
}
