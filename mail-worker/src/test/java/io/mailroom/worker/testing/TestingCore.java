package io.mailroom.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.command.Steps;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.intake.PartitionFlow.TakenOver;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The real core with room for a hundred commands, whose mailboxes are all connected. */
public final class TestingCore {
    private TestingCore() {}

    /** As the polling thread does it; returns once the partition is taken over. */
    public static void own(Core core, Place place, Assigned assigned) {
        core.partitions().assigned(Map.of(place, assigned));
        TakenOver takenOver = core.partitions().takenOver(place);
        while (takenOver == TakenOver.UNDER_WAY) {
            Thread.onSpinWait();
            takenOver = core.partitions().takenOver(place);
        }
        assertThat(takenOver).isEqualTo(TakenOver.DONE);
    }

    public static Core of(Core.Ports ports, GraphMail mailbox, SendRules rules, Duration call, Runnable onFailure) {
        Clock clock = ports.clock();
        var retries = new RetryPolicy(3);
        var pace = new SendPace(30, Duration.ofMinutes(1));
        return new Core(
                ports,
                new Core.Parts(
                        new SendStep(mailbox, rules, retries, pace, clock, call),
                        new SyncStep(mailbox, clock, call),
                        new TokenSource(new TestingLeases(clock, Duration.ofHours(1)), clock, Duration.ofMinutes(2)),
                        retries,
                        pace,
                        _ -> {}),
                new Core.Limits(
                        new Core.InFlight(100, 1 << 26, 100),
                        new MailboxQueues.Bounds(8, Duration.ofSeconds(2)),
                        Duration.ofMillis(1),
                        100,
                        new Steps.Limits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)),
                        Duration.ofDays(30),
                        Duration.ofSeconds(1)),
                onFailure);
    }
}
