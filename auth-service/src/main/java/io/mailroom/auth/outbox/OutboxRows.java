package io.mailroom.auth.outbox;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** The rows, as Panache knows them. */
@ApplicationScoped
class OutboxRows implements PanacheRepositoryBase<OutboxRow, Long> {
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
