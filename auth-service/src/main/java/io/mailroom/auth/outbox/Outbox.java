package io.mailroom.auth.outbox;

import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.id.ConnectionId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** Events that were decided and not yet published. They are written in the transaction of the change they tell of. */
@ApplicationScoped
public class Outbox implements PanacheRepositoryBase<OutboxRow, Long> {
    /** Joins the caller's transaction and refuses to run without one: an event without its change must not exist. */
    @Transactional(TxType.MANDATORY)
    public void add(ConnectionChanged changed) {
        persist(new OutboxRow(changed));
    }

    /** Drops what was not published yet. @return how many events that were */
    @Transactional(TxType.MANDATORY)
    public long discard(ConnectionId id) {
        return delete("connectionId", id.value());
    }

    /**
     * The oldest events, locked until the transaction ends. A row that another replica holds is waited for, not
     * skipped: skipping would let a later event of a connection overtake an earlier one.
     */
    @Transactional(TxType.MANDATORY)
    List<OutboxRow> oldest(int atMost) {
        return find("order by seq")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, atMost)
                .list();
    }
}
