package io.mailroom.worker.sync;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The {@linkplain SingleMark single marks} of a client in one partition, and how they get into buckets: some at a time,
 * each transaction with its tombstones, so that a kill at any moment leaves each mail announced. When none is left a
 * record says so; a mark that an older release writes behind it takes it back.
 */
public final class SingleMarks {
    /** Offsets that are looked through at once. Bound: so many marks in memory, some 200 bytes each, of one partition. */
    private static final long AT_ONCE = 50_000;

    private static final byte[] NONE_LEFT = {1};

    private final String client;
    private final StateReader reader;
    private final int partition;
    private final CursorRecords records;

    SingleMarks(ClientName client, StateReader reader, int partition, CursorRecords records) {
        this.client = client.value();
        this.reader = reader;
        this.partition = partition;
        this.records = records;
    }

    static void loaded(CursorRecords records, String key, long offset) {
        if (SingleMark.read(key).isPresent()) {
            records.forgetBefore(CursorKeys.migrated(CursorKeys.client(key)), offset);
        }
    }

    /**
     * Some of them.
     *
     * @param keys by their folders, in the order of the log
     * @param to up to where the log was looked through
     * @param more whether there may be others behind it
     */
    public record Some(Map<String, List<String>> keys, long to, boolean more) {}

    public boolean noneLeft() {
        return records.stands(CursorKeys.migrated(client));
    }

    /** To be written once the log was looked through and none was found. */
    public Fact.Cursor allMoved() {
        return new Fact.Cursor(CursorKeys.migrated(client), NONE_LEFT);
    }

    /** @throws TimeoutException if nothing came for too long */
    public Some from(long offset) throws TimeoutException {
        var keys = new LinkedHashMap<String, List<String>>();
        var stretch = new Stretch(TopicNames.CURSORS, partition, offset, offset + AT_ONCE);
        Map<Stretch, Long> read = reader.read(
                List.of(stretch),
                record -> standing(record)
                        .ifPresent(mark -> keys.computeIfAbsent(mark.folder(), _ -> new ArrayList<>())
                                .add(mark.key())));
        long to = read.getOrDefault(stretch, offset);
        return new Some(keys, to, to == stretch.to());
    }

    private Optional<SingleMark> standing(RawRecord record) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        return key.startsWith(CursorKeys.ofClient(client))
                ? SingleMark.read(key).filter(_ -> records.isNewest(key, record))
                : Optional.empty();
    }

    /**
     * What has to be written so that these stand in buckets, and nowhere else; within {@link Cursors#alone}.
     *
     * @param keys of one folder; those that a sync has moved meanwhile are passed over
     */
    public List<Fact.Cursor> move(String folder, List<String> keys) throws InterruptedException {
        var mails = new FolderMails(records, folder);
        for (String key : keys) {
            Optional<SingleMark> mark = records.stands(key) ? SingleMark.read(key) : Optional.empty();
            if (mark.isPresent()) {
                mails.move(mark.get());
            }
        }
        return mails.changes();
    }
}
