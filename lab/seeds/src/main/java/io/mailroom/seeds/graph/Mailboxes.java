package io.mailroom.seeds.graph;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.MarkedMailbox;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.transport.SendAnswer;
import io.mailroom.m365.transport.SentEntry;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.graph.SendKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What truly stands in the mailboxes, and what truly was sent. Each change is one instant. */
public final class Mailboxes {
    private static final String DOMAIN = "contoso.example";

    /**
     * A mail that left, or will: nobody can call it back any more when it is asked for.
     *
     * @param number its place in the order of all that Exchange took
     */
    public record Sent(long number, String key, String mailbox, Instant at) {}

    private final World world;
    private final Exchange exchange;
    private final M365Model model;
    private final Map<String, MarkedMailbox> opened = new TreeMap<>();
    private final Map<String, List<Instant>> sendsAsked = new TreeMap<>();
    private final List<String> tampered = new ArrayList<>();

    public Mailboxes(World world, Exchange exchange) {
        this.world = world;
        this.exchange = exchange;
        this.model = new M365Model(new SplittableRandom(world.chance().nextLong()), world::now, () -> exchange);
    }

    /** Of the mailbox of that name. */
    public static String address(String mailbox) {
        return mailbox + "@" + DOMAIN;
    }

    public List<Sent> sent() {
        return model.sent().all().stream()
                .filter(entry -> !entry.cancelled())
                .map(Mailboxes::sent)
                .toList();
    }

    private static Sent sent(SentEntry entry) {
        return new Sent(
                entry.number(),
                entry.singleValueExtendedProperties().getFirst().value(),
                entry.mailbox(),
                entry.acceptedAt());
    }

    /** When each mailbox was asked to send, unless its token was refused. */
    public Map<String, List<Instant>> sendsAsked() {
        return Collections.unmodifiableMap(sendsAsked);
    }

    Instant sendAsked(String mailbox) {
        Instant now = world.now();
        sendsAsked.computeIfAbsent(mailbox, _ -> new ArrayList<>()).add(now);
        return now;
    }

    /** Its token was refused before anything was submitted: Exchange never saw it. */
    void sendNeverSeen(String mailbox, Instant asked) {
        sendsAsked.getOrDefault(mailbox, new ArrayList<>()).remove(asked);
    }

    /** Keys whose items somebody else took away, so that the mailbox cannot tell of them. */
    public List<String> tampered() {
        var all = new ArrayList<>(tampered);
        all.addAll(exchange.copiedElsewhere());
        return all;
    }

    /** What stands there unsent and is not thrown away. */
    public long drafts() {
        return opened.values().stream().mapToLong(MarkedMailbox::drafts).sum();
    }

    /** @param invisible for how long look-ups by its key miss it */
    Item create(String address, String key, Duration invisible) {
        Item item = mailbox(address).create(key);
        exchange.hide(item, invisible);
        world.log(address + " draft " + name(item.immutableId()) + " of " + name(key));
        return item;
    }

    SendAnswer send(String address, String id) {
        Optional<Item> item = get(address, id);
        SendAnswer answer = item.map(mailbox(address)::send).orElse(SendAnswer.NOT_FOUND);
        if (answer == SendAnswer.ACCEPTED) {
            world.log(address + " SENT " + name(MarkedMailbox.key(item.orElseThrow())));
        }
        return answer;
    }

    Optional<Item> get(String address, String id) {
        return mailbox(address).find(id);
    }

    List<Item> find(String address, String key) {
        return mailbox(address).findMarked(key);
    }

    boolean delete(String address, String id) {
        world.log(address + " delete " + name(id));
        Optional<Item> found = get(address, id);
        found.ifPresent(item -> {
            if (item.stage() == Stage.PENDING) {
                world.log(address + " CALLED BACK " + name(MarkedMailbox.key(item)));
            }
            mailbox(address).delete(item);
        });
        return found.isPresent();
    }

    /** The user takes a draft away. */
    void userDeletes(String address, String id) {
        get(address, id).filter(item -> item.stage() == Stage.DRAFT).ifPresent(item -> {
            tampered.add(MarkedMailbox.key(item));
            world.log(address + " user deletes " + name(id));
            mailbox(address).delete(item);
        });
    }

    private static String name(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }

    private MarkedMailbox mailbox(String address) {
        return opened.computeIfAbsent(address, it -> model.marked(it, SendKey.PROPERTY));
    }
}
