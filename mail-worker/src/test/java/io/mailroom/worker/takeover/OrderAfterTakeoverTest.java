package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.testing.TestingCore;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingParked;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read again after a takeover stands before what was parked behind it, however the threads run. */
class OrderAfterTakeoverTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final ConnectionId ADELE = new ConnectionId("adele");
    private static final Place PLACE = new Place("mail.commands.erp", 0);
    private static final byte[] COMMAND =
            utf8("{\"connectionId\":\"adele\",\"to\":[{\"address\":\"alex@contoso.example\"}],"
                    + "\"subject\":\"Invoice\",\"text\":\"Please pay.\"}");

    private final TestingTopics topics = new TestingTopics();
    private final TestingMailbox mailbox = new TestingMailbox();
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final AtomicReference<Runnable> atTheNextLookAtTheClock = new AtomicReference<>(() -> {});
    private final List<Thread> begun = new CopyOnWriteArrayList<>();
    private final AtomicReference<Executor> threads =
            new AtomicReference<>(task -> begun.add(Thread.ofVirtual().start(task)));
    private final Core core = core();

    @AfterEach
    void end() {
        core.close();
        timers.close();
    }

    @Test
    void a_record_that_is_just_being_taken_in_is_not_overtaken_by_one_that_was_parked() {
        topics.put(parked(1, "second"));
        TestingCore.own(core, PLACE, new Assigned(new Position(0, 2, List.of(0L)), 1));
        awaitRest();
        // From here on a queue runs at once on the thread that gives it its turn.
        threads.set(Runnable::run);
        atTheNextLookAtTheClock.set(() -> core.partitions().owned().wake(ADELE));

        core.partitions().record(command(0, "first"));

        assertThat(mailbox.submissions)
                .containsExactly(key("first").hex(), key("second").hex());
    }

    /** Until the queue has seen that what was parked stands behind what is still to be read. */
    private void awaitRest() {
        for (int i = 0; i < begun.size(); i++) {
            Thread thread = begun.get(i);
            while (thread.isAlive()
                    && thread.getState() != Thread.State.WAITING
                    && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    private static JournalKey key(String id) {
        return JournalKey.of(ERP, ADELE, new CommandKey("/erp", id));
    }

    private static RawRecord command(long offset, String id) {
        return new RawRecord(PLACE.topic(), 0, offset, Instant.now(), utf8("adele"), COMMAND, event(id));
    }

    private static RawRecord parked(long offset, String id) {
        Instant before = Instant.now().minusSeconds(60);
        RawRecord command = command(offset, id);
        var parked = new TestingParked("adele", id, before)
                .at(offset)
                .reason(ResultCode.QUEUED)
                .build()
                .neverBegun();
        return new RawRecord(
                TopicNames.PARKED,
                0,
                50,
                before,
                utf8(parked.topicKey(ERP)),
                command.value(),
                ParkedCodec.headers(parked, command));
    }

    private static List<RawHeader> event(String id) {
        return List.of(
                new RawHeader("ce_specversion", utf8("1.0")),
                new RawHeader("ce_id", utf8(id)),
                new RawHeader("ce_source", utf8("/erp")),
                new RawHeader("ce_type", utf8(SendMail.TYPE)),
                new RawHeader("content-type", utf8("application/json")));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As the system's, and whoever looks at it may be made to wait for something first. */
    private final class Interrupting extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            atTheNextLookAtTheClock.getAndSet(() -> {}).run();
            return Instant.now();
        }
    }

    private Core core() {
        var rules = new SendRules(
                Duration.ofSeconds(10),
                Duration.ofMinutes(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
        return TestingCore.of(
                new Core.Ports(
                        _ -> new TestingWriter(),
                        topics,
                        StateIndexes.inMemory(),
                        timers,
                        new Interrupting(),
                        task -> threads.get().execute(task),
                        new TestingHolds().lookedAt(Instant.MAX)),
                mailbox,
                rules,
                Duration.ofSeconds(10),
                () -> {});
    }
}
