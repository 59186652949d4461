package io.mailroom.simulation.graph;

import io.mailroom.simulation.world.World;
import io.mailroom.worker.graph.FoundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What truly stands in the mailboxes, and what truly was sent. Each change is one instant. */
public final class Mailboxes {
    static final String DRAFTS = "drafts";
    static final String SENT_ITEMS = "sentitems";

    /** A mail that left. */
    public record Sent(String key, String mailbox, Instant at) {}

    /** What a second send of one item does; Microsoft does not say (facts G1.8). */
    public enum SecondSend {
        NOT_FOUND,
        BAD_REQUEST,
        ACCEPTED_AND_DUPLICATED
    }

    /** What becomes of an immutable id when its draft is sent; Microsoft's pages disagree (facts B7). */
    public enum IdAfterSend {
        KEPT,
        CHANGED,
        GONE_FOR_A_WHILE
    }

    /** What a send found. */
    enum Submission {
        SENT,
        NOT_FOUND,
        BAD_REQUEST
    }

    private static final class Item {
        final String key;
        final Instant visibleFrom;
        String folder = DRAFTS;
        boolean draft = true;
        Instant readableFrom = Instant.EPOCH;

        Item(String key, Instant visibleFrom) {
            this.key = key;
            this.visibleFrom = visibleFrom;
        }
    }

    private final World world;
    private final SecondSend secondSend;
    private final IdAfterSend idAfterSend;
    private final int copyElsewhereOneIn;
    private final Map<String, Map<String, Item>> mailboxes = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, List<Instant>> sendsAsked = new TreeMap<>();
    private final List<String> tampered = new ArrayList<>();
    private int ids;

    /** @param copyElsewhereOneIn so many sent items have their copy in another mailbox; 0 for none */
    public Mailboxes(World world, SecondSend secondSend, IdAfterSend idAfterSend, int copyElsewhereOneIn) {
        this.world = world;
        this.secondSend = secondSend;
        this.idAfterSend = idAfterSend;
        this.copyElsewhereOneIn = copyElsewhereOneIn;
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
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
        return List.copyOf(tampered);
    }

    public long drafts() {
        return mailboxes.values().stream()
                .flatMap(items -> items.values().stream())
                .filter(item -> item.draft)
                .count();
    }

    String create(String mailbox, String key, Duration invisible) {
        String id = "i" + ++ids;
        items(mailbox).put(id, new Item(key, world.now().plus(invisible)));
        world.log(mailbox + " draft " + id + " of " + key.substring(0, 6));
        return id;
    }

    Submission send(String mailbox, String id) {
        Item item = items(mailbox).get(id);
        if (item == null || item.readableFrom.isAfter(world.now())) {
            return Submission.NOT_FOUND;
        }
        if (!item.draft) {
            return switch (secondSend) {
                case NOT_FOUND -> Submission.NOT_FOUND;
                case BAD_REQUEST -> Submission.BAD_REQUEST;
                case ACCEPTED_AND_DUPLICATED -> {
                    leave(mailbox, item.key);
                    yield Submission.SENT;
                }
            };
        }
        item.draft = false;
        leave(mailbox, item.key);
        world.after(world.between(Duration.ZERO, Duration.ofSeconds(20)), () -> move(mailbox, id));
        return Submission.SENT;
    }

    private void leave(String mailbox, String key) {
        world.log(mailbox + " SENT " + key.substring(0, 6));
        sent.add(new Sent(key, mailbox, world.now()));
    }

    private void move(String mailbox, String id) {
        Item item = items(mailbox).get(id);
        if (item == null) {
            return;
        }
        item.folder = SENT_ITEMS;
        if (copyElsewhereOneIn > 0 && world.oneIn(copyElsewhereOneIn)) {
            items(mailbox).remove(id);
            tampered.add(item.key);
            world.log(mailbox + " copy elsewhere " + item.key.substring(0, 6));
            return;
        }
        switch (idAfterSend) {
            case KEPT -> {}
            case CHANGED -> {
                items(mailbox).remove(id);
                items(mailbox).put(id + "s", item);
            }
            case GONE_FOR_A_WHILE -> item.readableFrom = world.now().plusSeconds(8);
        }
    }

    Optional<FoundMessage> get(String mailbox, String id) {
        Item item = items(mailbox).get(id);
        return item == null || item.readableFrom.isAfter(world.now()) ? Optional.empty() : Optional.of(found(id, item));
    }

    List<FoundMessage> find(String mailbox, String key) {
        return items(mailbox).entrySet().stream()
                .filter(entry -> entry.getValue().key.equals(key)
                        && !entry.getValue().visibleFrom.isAfter(world.now()))
                .map(entry -> found(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What was submitted and not picked up yet is called back by it (facts G1.9). */
    boolean delete(String mailbox, String id) {
        world.log(mailbox + " delete " + id);
        Item item = items(mailbox).remove(id);
        if (item != null && !item.draft && item.folder.equals(DRAFTS)) {
            world.log(mailbox + " CALLED BACK " + item.key.substring(0, 6));
            sent.remove(sent.stream()
                    .filter(mail -> mail.key().equals(item.key))
                    .toList()
                    .getLast());
        }
        return item != null;
    }

    /** The user takes a draft away. */
    void userDeletes(String mailbox, String id) {
        Item item = items(mailbox).get(id);
        if (item != null && item.draft) {
            items(mailbox).remove(id);
            tampered.add(item.key);
            world.log(mailbox + " user deletes " + id);
        }
    }

    private static FoundMessage found(String id, Item item) {
        return new FoundMessage(
                id, item.draft, "<" + item.key + "@contoso.example>", "conversation", item.folder, null, null, false);
    }

    private Map<String, Item> items(String mailbox) {
        return mailboxes.computeIfAbsent(mailbox, _ -> new LinkedHashMap<>());
    }
}
