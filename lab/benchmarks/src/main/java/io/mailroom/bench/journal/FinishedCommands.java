package io.mailroom.bench.journal;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.result.CommandRef;
import io.mailroom.model.result.Ending;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.RecordRef;
import io.mailroom.model.result.ResultFacts;
import io.mailroom.model.result.SentMail;
import io.mailroom.model.result.Timings;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.PayloadHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Journal entries as the worker writes them for mails that were sent: each with a key of its own, 2,000 different ones. They
 * are as old as what they tell, in the order of the log, so that none counts for the pace of a mailbox but the newest.
 */
final class FinishedCommands {
    private static final int DIFFERENT = 2000;
    private static final Duration OLDEST = Duration.ofDays(25);
    private static final Duration YOUNGEST = Duration.ofDays(1);
    private static final Duration SPREAD = OLDEST.minus(YOUNGEST);
    private static final String TOPIC = "mail.commands.erp";

    private final SplittableRandom random;
    private final List<byte[]> entries;

    FinishedCommands(long seed) {
        this.random = new SplittableRandom(seed);
        Instant begin = Instant.now().minus(OLDEST);
        this.entries = Stream.generate(() -> entry(begin.plusMillis(random.nextLong(1, SPREAD.toMillis()))))
                .limit(DIFFERENT)
                .toList();
    }

    /** @param share how much of all that is written comes before it, from 0 to 1 */
    ProducerRecord<byte[], byte[]> old(int partitions, double share) {
        Instant written = Instant.now().minus(OLDEST).plusMillis((long) (share * SPREAD.toMillis()));
        return record(partitions, written, entries.get(random.nextInt(DIFFERENT)));
    }

    /** Of a mail that was sent just now. */
    ProducerRecord<byte[], byte[]> recent(int partitions, Instant written) {
        return record(partitions, written, entry(written.minusSeconds(2)));
    }

    private ProducerRecord<byte[], byte[]> record(int partitions, Instant written, byte[] entry) {
        return new ProducerRecord<>(
                TopicNames.JOURNAL,
                random.nextInt(partitions),
                written.toEpochMilli(),
                hex(16).getBytes(StandardCharsets.US_ASCII),
                entry);
    }

    private byte[] entry(Instant received) {
        var command = new CommandRef(
                new CommandKey("/erp/sales", "invoice-" + random.nextInt(10_000_000)),
                SendMail.TYPE,
                "c-" + base64(12),
                new RecordRef(TOPIC, random.nextInt(12), random.nextInt(1_000_000)));
        var facts = new ResultFacts(
                command,
                1,
                new Timings(received, received.plusMillis(20), received.plusMillis(400), received.plusMillis(1100)),
                uuid().toString(),
                new MailboxAddress("person-" + random.nextInt(10_000) + "@contoso.example"));
        var mail = new SentMail(
                "AAkALgAAAAAA" + base64(75), "<" + hex(16) + "@contoso.example>", "AAQk" + base64(60), true);
        return JournalCodec.write(new JournalEntry.Done(
                new PayloadHash(hex(32)), MailEvents.result(new MailResult(new Ending.Sent(mail), facts))));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    private String base64(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
