package io.mailroom.worker.partition;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import org.jboss.logging.Logger;

/** What comes of the troubles of one client's transactions. */
public record CommitTroubles(ClientName client, Holds holds, RefusedWrites refused, Clock clock)
        implements Committer.Listener {
    private static final Logger LOG = Logger.getLogger(CommitTroubles.class);

    @Override
    public void refused(CommitRequest request, Refusal refusal) {
        refused.add(new RefusedWrites.Refused(request.place(), refusal, clock.instant()));
        LOG.errorf(
                "a write will never be taken, another answer is tried record=%s topic=%s bytes=%d why=%s",
                request.place(), refusal.topic(), refusal.bytes(), refusal.why());
    }

    @Override
    public void closed(String why) {
        holds.refused(client, why);
    }

    @Override
    public void troubled() {
        holds.look();
    }
}
