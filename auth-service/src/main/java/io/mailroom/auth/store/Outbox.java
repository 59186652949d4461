package io.mailroom.auth.store;

import io.cloudevents.CloudEvent;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.EventJson;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.model.wire.MailJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Events that were decided and not yet published. They are written in the transaction of the change they tell of. */
@Singleton
public class Outbox {
    private final Database database;
    private final AfterCommit afterCommit;
    private final Semaphore committed = new Semaphore(0);

    @Inject
    Outbox(Database database, AfterCommit afterCommit) {
        this.database = database;
        this.afterCommit = afterCommit;
    }

    /** Joins the caller's transaction and refuses to run without one: an event without its change must not exist. */
    @Transactional(TxType.MANDATORY)
    public void add(ConnectionChanged changed) {
        CloudEvent event = MailEvents.connectionChanged(changed);
        database.update(
                """
                insert into outbox (topic, connection_id, event_id, event_type, event_time, data)
                values (?, ?, ?, ?, ?, ?)
                """,
                TopicNames.connections(changed.client()),
                changed.connectionId().value(),
                event.getId(),
                event.getType(),
                Objects.requireNonNull(event.getTime()).toString(),
                MailJson.text(EventJson.data(changed)));
        afterCommit.run(committed::release);
    }

    /** Drops what was not published yet. @return how many events that were */
    @Transactional(TxType.MANDATORY)
    public long discard(ConnectionId id) {
        return database.update("delete from outbox where connection_id = ?", id.value());
    }

    /**
     * The oldest events, locked until the transaction ends. A row that another replica holds is waited for, not
     * skipped: skipping would let a later event of a connection overtake an earlier one.
     */
    @Transactional(TxType.MANDATORY)
    public List<OutboxEvent> oldest(int atMost) {
        return database.query(OutboxEvent::of, "select * from outbox order by seq limit ? for update", atMost);
    }

    /** They were published. */
    @Transactional(TxType.MANDATORY)
    public void remove(List<OutboxEvent> events) {
        List<String> published =
                events.stream().map(event -> String.valueOf(event.seq())).toList();
        database.update("delete from outbox where seq = any (?::bigint[])", published);
    }

    /** @return whether an event was committed in this process since the last call; at the latest when the time is over */
    public boolean await(Duration atMost) throws InterruptedException {
        boolean any = committed.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        committed.drainPermits();
        return any;
    }
}
