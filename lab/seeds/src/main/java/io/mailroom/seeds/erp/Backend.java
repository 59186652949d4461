package io.mailroom.seeds.erp;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.seeds.broker.Broker;
import io.mailroom.seeds.erp.Asked.Kind;
import io.mailroom.seeds.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** An ERP backend that publishes a handful of commands, with all that backends do: again, otherwise, astray, never mind. */
public final class Backend {
    /** So long after a topic was made anew its records may be read in another order (ADR 0030). */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    /** What the commands topics take: every record that is published here. */
    public static final long LARGEST = 110_000;

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int[] LARGE = {66_000, 75_000, 95_000};
    private static final String PADDING = "x".repeat(LARGE[LARGE.length - 1]);

    private final ClientName client;
    private final String topic;
    private final boolean sizes;
    private final boolean muchLater;
    private final List<Garbage> garbage = new ArrayList<>();

    private final World world;
    private final Broker broker;
    private final List<String> mailboxes;
    private final List<Asked> asked = new ArrayList<>();
    private int deletions;
    private Instant orderedFrom = Instant.MIN;
    private int planned;
    private int published;

    /**
     * A record that names no command.
     *
     * @param gone whether it may have been deleted with its topic, unread
     */
    @SuppressWarnings("ArrayRecordComponent") // the very bytes are asked for
    public record Garbage(int partition, long offset, byte[] value, boolean gone) {
        private Garbage deleted() {
            return new Garbage(partition, offset, value, true);
        }
    }

    /**
     * @param sizes whether some records are large, and some are no commands at all
     * @param muchLater whether much is published again, up to an hour later
     */
    public Backend(
            World world, Broker broker, ClientName client, List<String> mailboxes, boolean sizes, boolean muchLater) {
        this.world = world;
        this.client = client;
        this.topic = TopicNames.commands(client);
        this.sizes = sizes;
        this.muchLater = muchLater;
        this.broker = broker;
        this.mailboxes = mailboxes;
    }

    public ClientName client() {
        return client;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<Garbage> garbage() {
        return List.copyOf(garbage);
    }

    /** The commands topic was deleted, with all that nobody has read yet. */
    public void topicDeleted() {
        deletions++;
        orderedFrom = world.now().plus(SEEN_WITHIN);
        asked.forEach(Asked::deleted);
        garbage.replaceAll(Garbage::deleted);
    }

    /** How often its topic was made anew. Until that is seen, records of the new one are read as if of the old one. */
    public int deletions() {
        return deletions;
    }

    public boolean finished() {
        return planned == published;
    }

    /** Plans so many commands within that time. */
    public void plan(int commands, Duration within) {
        for (int i = 0; i < commands; i++) {
            Duration at = world.oneIn(2) ? world.between(Duration.ZERO, within) : within.dividedBy(2);
            later(at, this::publishOne);
        }
    }

    /** So many sends for each of these mailboxes, all within that time. */
    public void crowd(List<String> of, int each, Duration within) {
        for (int i = 0; i < each; i++) {
            for (String mailbox : of) {
                later(world.between(Duration.ZERO, within), () -> {
                    int number = asked.size();
                    var send = new Asked(Kind.SEND, key(number), mailbox, number, null, null, null);
                    asked.add(send);
                    publish(send, mail(send, "Crowd " + number), false, false);
                });
            }
        }
    }

    private void later(Duration delay, Runnable action) {
        planned++;
        world.after(delay, () -> {
            action.run();
            published++;
        });
    }

    private void publishOne() {
        String mailbox = mailboxes.get(world.chance().nextInt(world.oneIn(3) ? 1 : mailboxes.size()));
        if (sizes && world.oneIn(6)) {
            garbage(mailbox);
            return;
        }
        int number = asked.size();
        CommandKey key = key(number);
        if (world.oneIn(15)) {
            sync(mailbox, number, key);
            return;
        }
        if (world.oneIn(20)) {
            wrong(mailbox, number, key);
            return;
        }
        Instant sendAt =
                world.oneIn(8) ? world.now().plus(world.between(Duration.ofSeconds(5), Duration.ofMinutes(20))) : null;
        Instant from = sendAt == null ? world.now() : sendAt;
        Instant expiresAt =
                world.oneIn(8) ? from.plus(world.between(Duration.ofSeconds(1), Duration.ofMinutes(15))) : null;
        var send = new Asked(Kind.SEND, key, mailbox, number, sendAt, expiresAt, null);
        asked.add(send);
        if (sizes && world.oneIn(3)) {
            send.grow();
        }
        publish(send, mail(send, "Invoice " + number), world.oneIn(send.large() ? 4 : 15), false);
        if (world.oneIn(muchLater ? 2 : 8)) {
            later(
                    world.between(Duration.ZERO, muchLater ? AN_HOUR : Duration.ofMinutes(5)),
                    () -> publish(send, mail(send, "Invoice " + number), world.oneIn(10), false));
        }
        if (world.oneIn(15)) {
            later(
                    world.between(Duration.ZERO, Duration.ofMinutes(5)),
                    () -> publish(send, mail(send, "Something else"), false, true));
        }
        if (world.oneIn(6)) {
            later(world.between(Duration.ZERO, Duration.ofMinutes(2)), () -> cancel(send));
        }
    }

    private void sync(String mailbox, int number, CommandKey key) {
        var sync = new Asked(Kind.SYNC, key, mailbox, number, null, null, null);
        asked.add(sync);
        publish(sync, new SyncMail(key, new ConnectionId(mailbox), "inbox"), false, false);
    }

    private void cancel(Asked send) {
        int number = asked.size();
        CommandKey key = key(number);
        var cancel = new Asked(Kind.CANCEL, key, send.mailbox(), number, null, null, send.key());
        asked.add(cancel);
        publish(cancel, new CancelCommand(key, new ConnectionId(send.mailbox()), send.key()), false, false);
    }

    /** A command with a field that is wrong. */
    private void wrong(String mailbox, int number, CommandKey key) {
        var wrong = new Asked(Kind.WRONG, key, mailbox, number, null, null, null);
        asked.add(wrong);
        var record = new ProducerRecord<byte[], byte[]>(
                topic, bytes(mailbox), bytes("{\"connectionId\":\"" + mailbox + "\",\"to\":[]}"));
        record.headers()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(key.id()))
                .add("ce_source", bytes(key.source()))
                .add("ce_type", bytes(SendMail.TYPE))
                .add("content-type", bytes("application/json"));
        put(wrong, record, home(mailbox), false, false);
    }

    /** Some of it as large as the topic takes, some with a name but without what makes it an event. */
    private void garbage(String mailbox) {
        byte[] value = bytes(padding(world.oneIn(3) ? 10 : LARGE[world.chance().nextInt(LARGE.length)]));
        var record = new ProducerRecord<byte[], byte[]>(topic, world.oneIn(2) ? null : bytes(mailbox), value);
        if (world.oneIn(2)) {
            record.headers().add("ce_id", bytes("garbage"));
        }
        int partition = world.chance().nextInt(broker.settings().partitions(topic));
        long offset = broker.publish(record, partition);
        garbage.add(new Garbage(partition, offset, value, false));
        world.log(client + " published garbage of " + value.length + " bytes at " + partition + "@" + offset);
    }

    private static String padding(int characters) {
        return PADDING.substring(0, characters);
    }

    private static CommandKey key(int number) {
        return new CommandKey("/erp", "c" + number);
    }

    private SendMail mail(Asked send, String subject) {
        return SendMail.builder(
                        send.key(),
                        new ConnectionId(send.mailbox()),
                        subject,
                        new MailBody.PlainText(
                                send.large() ? padding(LARGE[send.number() % LARGE.length]) : "Please pay."))
                .to(new Recipient(new MailboxAddress("alex@contoso.example"), null))
                .sendAt(send.sendAt())
                .expiresAt(send.expiresAt())
                .build();
    }

    private void publish(Asked of, MailCommand command, boolean astray, boolean conflict) {
        ProducerRecord<byte[], byte[]> record = KafkaMessageFactory.<byte[]>createWriter(
                        topic, null, bytes(command.connection().value()))
                .writeBinary(MailEvents.command(command, world.now()));
        int home = home(of.mailbox());
        put(of, record, astray ? (home + 1) % Broker.PARTITIONS : home, conflict, astray);
    }

    private void put(Asked of, ProducerRecord<byte[], byte[]> record, int partition, boolean conflict, boolean astray) {
        // Whoever writes when there are fewer partitions finds another one by the same hash.
        int there = broker.settings().partitions(topic) == Broker.PARTITIONS
                ? partition
                : home(of.mailbox(), broker.settings().partitions(topic));
        long offset = broker.publish(record, there);
        of.published(
                world.now(), astray || there != home(of.mailbox()), world.now().isBefore(orderedFrom));
        world.log(client + " published " + of.key().id() + " " + of.kind() + " of " + of.mailbox() + " at " + there
                + "@" + offset + (of.large() ? " large" : "") + words(of, conflict));
    }

    private static String words(Asked of, boolean conflict) {
        return (conflict ? " CONFLICT" : "")
                + said(" sendAt ", of.sendAt())
                + said(" expiresAt ", of.expiresAt())
                + (of.target() == null ? "" : " of " + of.target().id());
    }

    private static String said(String what, @Nullable Instant time) {
        return time == null ? "" : what + time;
    }

    static int home(String mailbox) {
        return home(mailbox, Broker.PARTITIONS);
    }

    private static int home(String mailbox, int partitions) {
        return Utils.toPositive(Utils.murmur2(bytes(mailbox))) % partitions;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
