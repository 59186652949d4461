package io.mailroom.worker.testing;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import java.time.Instant;

/** A parked command of one client, of which a test says only what matters to it. */
public final class TestingParked {
    private static final ClientName ERP = new ClientName("erp");

    private final ConnectionId connection;
    private final CommandKey command;
    private final Instant due;
    private Instant receivedAt;
    private Parked.Kind kind = Parked.Kind.IN_LINE;
    private String topicId = "";
    private long offset = 1;
    private String type = SendMail.TYPE;
    private JournalKey key;
    private ResultCode reason = ResultCode.THROTTLED;
    private History history = History.NONE;

    /** A send in the queue, received when it was due. */
    public TestingParked(String connection, String command, Instant due) {
        this.connection = new ConnectionId(connection);
        this.command = new CommandKey("/erp", command);
        this.due = due;
        this.receivedAt = due;
        this.key = JournalKey.of(ERP, this.connection, this.command);
    }

    public TestingParked kind(Parked.Kind other) {
        this.kind = other;
        return this;
    }

    public TestingParked at(long place) {
        this.offset = place;
        return this;
    }

    public TestingParked at(String topic, long place) {
        this.topicId = topic;
        return at(place);
    }

    public TestingParked receivedAt(Instant other) {
        this.receivedAt = other;
        return this;
    }

    public TestingParked type(String other) {
        this.type = other;
        return this;
    }

    public TestingParked key(JournalKey other) {
        this.key = other;
        return this;
    }

    public TestingParked reason(ResultCode other) {
        this.reason = other;
        return this;
    }

    public TestingParked history(History other) {
        this.history = other;
        return this;
    }

    /** As it is read back: nobody knows whether it was begun. */
    public Parked build() {
        return new Parked(
                kind,
                topicId,
                offset,
                offset,
                connection,
                command,
                type,
                key,
                new PayloadHash("00"),
                due,
                reason,
                null,
                receivedAt,
                history,
                true);
    }
}
