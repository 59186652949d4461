package io.mailroom.worker.sync;

import io.mailroom.worker.commit.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Which mails of a folder were announced, as far as somebody asks, and what has to be written once more of them are. Good
 * for one transaction, within {@link Cursors#alone}; nothing is remembered of it before that is committed.
 *
 * <p>A hash stands in the deepest bucket whose bits it begins with. A bucket that is too large gives way to two with one
 * more bit, both in its place even if one is empty, in one transaction; so a shallower one that an index still knows,
 * because it took in records out of their order, is never asked.
 *
 * <p>Bound: the buckets of the mails of one transaction, and those they give way to.
 */
final class FolderMails {
    private static final Logger LOG = Logger.getLogger(FolderMails.class);

    private final CursorRecords records;
    private final String folder;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final TreeSet<String> changed = new TreeSet<>();
    private final TreeSet<String> split = new TreeSet<>();
    private final List<String> moved = new ArrayList<>();

    FolderMails(CursorRecords records, String folder) {
        this.records = records;
        this.folder = folder;
    }

    /**
     * Counts it as announced.
     *
     * @return whether it never was
     */
    boolean add(String messageId) throws InterruptedException {
        if (!add(MailHash.of(messageId))) {
            return false;
        }
        String single = SingleMark.key(folder, messageId);
        if (records.stands(single)) {
            moved.add(single);
            return false;
        }
        return true;
    }

    /** Puts it into its bucket. */
    void move(SingleMark mark) throws InterruptedException {
        add(mark.hash());
        moved.add(mark.key());
    }

    private boolean add(MailHash hash) throws InterruptedException {
        String bits = place(hash);
        Bucket bucket = bucket(bits);
        if (!bucket.add(hash)) {
            return false;
        }
        changed.add(bits);
        splitIfLarge(bits, bucket);
        return true;
    }

    private String place(MailHash hash) {
        String bits = hash.bits(CursorKeys.DEEPEST);
        while (!bits.isEmpty() && !stands(bits)) {
            bits = bits.substring(0, bits.length() - 1);
        }
        return bits;
    }

    private boolean stands(String bits) {
        return buckets.containsKey(bits) || (!split.contains(bits) && records.stands(key(bits)));
    }

    /** What stands there, or an empty one. */
    private Bucket bucket(String bits) throws InterruptedException {
        Bucket known = buckets.get(bits);
        if (known != null) {
            return known;
        }
        Optional<byte[]> value = records.find(key(bits));
        Optional<Bucket> read = value.flatMap(Bucket::read);
        if (value.isPresent() && read.isEmpty()) {
            // Written anew by the next mail that belongs there.
            LOG.warnf(
                    "[Incoming Mail] a bucket of announced mails cannot be read, those of them that Microsoft tells of"
                            + " again are announced again key=%s",
                    key(bits));
        }
        Bucket bucket = read.orElseGet(Bucket::new);
        buckets.put(bits, bucket);
        return bucket;
    }

    private void splitIfLarge(String bits, Bucket bucket) throws InterruptedException {
        if (bucket.size() <= Bucket.MOST || bits.length() == CursorKeys.DEEPEST) {
            return;
        }
        buckets.remove(bits);
        changed.remove(bits);
        if (records.stands(key(bits))) {
            split.add(bits);
        }
        for (String half : List.of(bits + '0', bits + '1')) {
            Bucket part = bucket(half);
            for (MailHash hash : bucket) {
                if (hash.bits(half.length()).equals(half)) {
                    part.add(hash);
                }
            }
            changed.add(half);
            splitIfLarge(half, part);
        }
    }

    /** All that changes, each key once. */
    List<Fact.Cursor> changes() throws InterruptedException {
        var changes = new ArrayList<Fact.Cursor>();
        for (String bits : changed) {
            changes.add(new Fact.Cursor(key(bits), bucket(bits).written()));
        }
        split.forEach(bits -> changes.add(new Fact.Cursor(key(bits), null)));
        moved.forEach(key -> changes.add(new Fact.Cursor(key, null)));
        return changes;
    }

    /**
     * About how many were announced: hashes are spread evenly, so one bucket tells of the others, within some twenty of a
     * hundred. Single marks are not counted.
     */
    int known() throws InterruptedException {
        String bits = place(MailHash.LOWEST);
        int here =
                records.find(key(bits)).flatMap(Bucket::read).map(Bucket::size).orElse(0);
        return (int) Math.min(Integer.MAX_VALUE, (long) here << bits.length());
    }

    private String key(String bits) {
        return CursorKeys.bucket(folder, bits);
    }
}
