package io.mailroom.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.testing.TestingCore;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What commands cost that wait. With {@code -Dparked=1000000} and enough heap for their records it tells of a million. */
class ParkedSizeTest {
    private static final int PARKED = Integer.getInteger("parked", 20_000);
    private static final int OF_A_MAILBOX = Integer.getInteger("mailbox", 100);
    private static final ClientName ERP = new ClientName("erp");
    private static final Place PLACE = new Place(TopicNames.commands(ERP), 0);
    private static final Instant RECEIVED = Instant.now();

    private final TestingTopics topics = new TestingTopics();
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingWriter writer = new TestingWriter();
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final Core core = core();

    @AfterEach
    void end() {
        core.close();
        timers.close();
    }

    @Test
    void is_at_most_500_bytes_of_heap_each(TestReporter figures) {
        for (int i = 0; i < PARKED; i++) {
            topics.put(waiting(i));
        }

        long before = heapInUse();
        TestingCore.own(core, PLACE, new Assigned(Position.at(PARKED), 1));
        long each = (heapInUse() - before) / PARKED;

        figures.publishEntry(
                Map.of("parked", PARKED + " in " + PARKED / OF_A_MAILBOX + " mailboxes", "each", each + " bytes"));
        assertThat(core.partitions().owned().parked()).isEqualTo(PARKED);
        assertThat(each).isLessThanOrEqualTo(500);
    }

    private Core core() {
        return TestingCore.of(
                new Core.Ports(
                        _ -> writer,
                        topics,
                        StateIndexes.inMemory(),
                        timers,
                        Clock.systemUTC(),
                        task -> Thread.ofVirtual().start(task),
                        new TestingHolds().lookedAt(Instant.MAX)),
                mailbox,
                new SendRules(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(3),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30)),
                Duration.ofSeconds(10),
                () -> {});
    }

    /** Every second one in the queue behind a mailbox that is not connected, the others for a time of their own. */
    private static RawRecord waiting(int number) {
        var connection = new ConnectionId(new UUID(4096, number / OF_A_MAILBOX).toString());
        var command = new CommandKey("/erp", new UUID(number * 0x9e3779b97f4a7c15L, number).toString());
        var parked = new Parked(
                number % 2 == 0 ? Parked.Kind.IN_LINE : Parked.Kind.SCHEDULED,
                "dGhlIHRvcGljJ3MgaWQgIQ",
                number,
                number,
                connection,
                command,
                SendMail.TYPE,
                JournalKey.of(ERP, connection, command),
                PayloadHash.of(SendMail.TYPE, MailJson.object().put("n", number)),
                RECEIVED.plus(Duration.ofDays(300)).plusSeconds(number),
                number % 2 == 0 ? ResultCode.RECONNECT_REQUIRED : ResultCode.SCHEDULED,
                RECEIVED.plus(Duration.ofDays(360)).plusSeconds(number),
                RECEIVED.plusMillis(number),
                new History(0, false),
                false);
        byte[] data = "{}".getBytes(StandardCharsets.UTF_8);
        var original = new RawRecord(PLACE.topic(), 0, number, RECEIVED, new byte[] {1}, data, List.of());
        return new RawRecord(
                TopicNames.PARKED,
                0,
                number,
                RECEIVED,
                parked.topicKey(ERP).getBytes(StandardCharsets.UTF_8),
                data,
                ParkedCodec.headers(parked, original));
    }

    /** The least of some looks: right after a takeover each queue looks for something to do, on a thread of its own. */
    private static long heapInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
