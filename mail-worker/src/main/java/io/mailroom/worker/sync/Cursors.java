package io.mailroom.worker.sync;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One partition's cursors: for each folder the newest delta link, and which mails were announced already. A delta query
 * replays, repeats, and reports a change of a mail like a mail, so the first sight of an id is what makes a mail new.
 *
 * <p>Only where records stand is remembered, outside of the heap; they are read from Kafka when a sync needs them. While
 * the partition is owned nobody else writes about its client's folders. What stands in the topic: {@link CursorKeys}.
 */
public final class Cursors {
    private static final Logger LOG = Logger.getLogger(Cursors.class);

    /** Folders that share a lock wait for one another's reads and commits, which stand in one line anyway. */
    private static final int LOCKS = 64;

    private final StateReader reader;
    private final int partition;
    private final OffsetIndex index;
    private final CursorRecords records;
    private final SingleMarks singleMarks;
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /** A folder of a connection. */
    public record Folder(ClientName client, ConnectionId connection, String name) {
        public Folder {
            if (name.indexOf(CursorKeys.MARK) >= 0 || name.indexOf('/') >= 0) {
                throw new IllegalArgumentException("no folder has such a name");
            }
        }

        String key() {
            return CursorKeys.ofClient(client.value()) + connection.value() + "/" + name;
        }
    }

    /** Reads what was announced in a folder, and commits what changes of it. */
    @FunctionalInterface
    public interface Change<T> {
        T make() throws InterruptedException;
    }

    /** @param cache may be shared by all partitions */
    public Cursors(ClientName client, StateReader reader, int partition, OffsetIndex index, CursorCache cache) {
        this.reader = reader;
        this.partition = partition;
        this.index = index;
        this.records = new CursorRecords(reader, partition, index, cache);
        this.singleMarks = new SingleMarks(client, reader, partition, records);
    }

    /** A link that cannot be read costs a full resync of its folder, which announces only what was never announced. */
    FolderCursor find(Folder folder) throws InterruptedException {
        Optional<byte[]> value = records.find(folder.key());
        Optional<FolderCursor> read = value.flatMap(FolderCursor::read);
        if (value.isPresent() && read.isEmpty()) {
            LOG.warnf("[Incoming Mail] cursor cannot be read, the whole folder is read key=%s", folder.key());
        }
        return read.orElse(FolderCursor.NOWHERE);
    }

    static Fact.Cursor change(Folder folder, FolderCursor cursor) {
        return new Fact.Cursor(folder.key(), cursor.written());
    }

    FolderMails mails(Folder folder) {
        return new FolderMails(records, folder.key());
    }

    /**
     * What is read there stays so until it is committed: nobody else changes what was announced in the folder.
     *
     * @param folder its key
     */
    public <T> T alone(String folder, Change<T> change) throws InterruptedException {
        ReentrantLock lock = locks.get(Math.floorMod(folder.hashCode(), LOCKS));
        lock.lockInterruptibly();
        try {
            return change.make();
        } finally {
            lock.unlock();
        }
    }

    /** What the first releases wrote for each mail. */
    public SingleMarks singleMarks() {
        return singleMarks;
    }

    /** Takes over what stands in Kafka, of every client: another partition with the same number may come here later. */
    public void load(RawRecord record) {
        if (record.key() != null) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            records.load(key, record);
            if (record.value() != null) {
                SingleMarks.loaded(records, key, record.offset());
            }
        }
    }

    /**
     * Takes over what was just committed.
     *
     * @param offsets where each of the changes stands
     */
    public void committed(List<Fact.Cursor> changes, List<Long> offsets) {
        for (int i = 0; i < changes.size(); i++) {
            records.committed(changes.get(i), offsets.get(i));
        }
    }

    /**
     * Takes in what was written since the takeover or the last time, so that the next one need not read it.
     *
     * @throws TimeoutException if nothing came for too long; then nothing is lost
     */
    public void catchUp() throws TimeoutException {
        Stretch since = Stretch.from(TopicNames.CURSORS, partition, index.position());
        index.takenIn(reader.read(List.of(since), this::load).getOrDefault(since, 0L));
    }
}
