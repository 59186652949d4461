package io.mailroom.worker.sync;

import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.MailHeaders;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.call.RetryingCalls;
import io.mailroom.worker.call.WaitLimits;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingFolder;
import io.mailroom.worker.testing.TestingSleeper;
import io.mailroom.worker.token.TokenAnswer;
import io.mailroom.worker.token.TokenSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A folder, a clock and cursors, and sync commands that are carried out over them. */
class SyncRig {
    static final Cursors.Folder IN = new Cursors.Folder(new ClientName("erp"), new ConnectionId("c1"), "inbox");

    final TestingClock clock = new TestingClock();
    final TestingSleeper waits = new TestingSleeper(clock);
    final TestingFolder folder = new TestingFolder();
    final CursorTopic topic = new CursorTopic();
    Cursors cursors = topic.takenOver();
    final List<String> announced = new ArrayList<>();
    final SyncStep step = new SyncStep(folder, clock, Duration.ofSeconds(100));
    int commitsLeft = Integer.MAX_VALUE;
    int attempts = 3;

    Outcome run() {
        return run("s1");
    }

    Outcome run(String command) {
        var connection = new ConnectionId("c1");
        var client = new ClientName("erp");
        var lease = new LeaseReply(
                new AccessToken("token"),
                clock.instant().plusSeconds(3600),
                new MailboxAddress("adele@contoso.example"),
                "oid",
                "tid",
                URI.create("http://localhost/v1.0"));
        var tokens = new TokenSource(request -> new TokenAnswer.Leased(lease), clock, Duration.ofMinutes(2));
        return step.run(new SyncTask(
                new SyncMail(new CommandKey("/erp", command), connection, "inbox"),
                client,
                cursors,
                this::commit,
                new RetryingCalls(
                        tokens,
                        new RetryPolicy(attempts),
                        waits,
                        clock,
                        new WaitLimits(Duration.ofHours(1), Duration.ofMinutes(5), clock.instant()),
                        client,
                        connection,
                        History.NONE)));
    }

    private boolean commit(List<MailReceived> mails, List<Fact.Cursor> changes) {
        if (commitsLeft-- <= 0) {
            return false;
        }
        mails.forEach(mail -> announced.add(mail.graphMessageId()));
        topic.commit(cursors, changes);
        return true;
    }

    /** As a former owner wrote it. */
    void stands(String key, String value) {
        topic.write(key, value.getBytes(StandardCharsets.UTF_8));
        cursors = topic.takenOver();
    }

    FolderCursor cursor() throws InterruptedException {
        return cursors.find(IN);
    }

    static ResultCode failed(Outcome outcome) {
        return ((Ending.Failed) ending(outcome)).code();
    }

    static Ending ending(Outcome outcome) {
        return ((Outcome.Ended) outcome).ending();
    }

    static DeltaItem mail(String id) {
        return new DeltaItem.Message(
                id,
                null,
                null,
                new MailHeaders(null, null, "Subject", null, List.of(), List.of(), 0, null),
                false,
                "normal",
                false);
    }
}
