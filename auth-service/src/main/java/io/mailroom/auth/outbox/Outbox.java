package io.mailroom.auth.outbox;

import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.id.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Events that were decided and not yet published. They are written in the transaction of the change they tell of. */
@ApplicationScoped
public class Outbox {
    private final OutboxRows rows;
    private final OutboxSignal signal;
    private final AfterCommit afterCommit;

    @Inject
    Outbox(OutboxRows rows, OutboxSignal signal, AfterCommit afterCommit) {
        this.rows = rows;
        this.signal = signal;
        this.afterCommit = afterCommit;
    }

    /** Joins the caller's transaction and refuses to run without one: an event without its change must not exist. */
    @Transactional(TxType.MANDATORY)
    public void add(ConnectionChanged changed) {
        rows.persist(new OutboxRow(changed));
        afterCommit.run(signal::eventCommitted);
    }

    /** Drops what was not published yet. @return how many events that were */
    @Transactional(TxType.MANDATORY)
    public long discard(ConnectionId id) {
        return rows.delete("connectionId", id.value());
    }
}
