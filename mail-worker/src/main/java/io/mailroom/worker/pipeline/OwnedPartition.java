package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.lane.Lines;
import io.mailroom.worker.sync.Cursors;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.utils.Utils;

/** A partition of a commands topic while this worker owns it, with everything that is known about its commands. */
final class OwnedPartition implements Lines.Owned {
    private final ClientName client;
    private final PartitionOffsets offsets;
    private final Journal journal;
    private final Cursors cursors;
    private final long mayHaveBegunBelow;
    private final int partitionsOfTopic;
    private final Instant since;
    private final Lines<Task> lines;

    /**
     * @param mayHaveBegunBelow a record below this offset may have been begun by a former owner without a journal entry
     * @param partitionsOfTopic decides where a key is at home
     * @param since when everything was read that former owners had committed
     */
    OwnedPartition(
            ClientName client,
            PartitionOffsets offsets,
            Journal journal,
            Cursors cursors,
            long mayHaveBegunBelow,
            int partitionsOfTopic,
            Instant since,
            Function<OwnedPartition, Lines<Task>> lines) {
        this.client = client;
        this.offsets = offsets;
        this.journal = journal;
        this.cursors = cursors;
        this.mayHaveBegunBelow = mayHaveBegunBelow;
        this.partitionsOfTopic = partitionsOfTopic;
        this.since = since;
        this.lines = lines.apply(this);
    }

    ClientName client() {
        return client;
    }

    PartitionOffsets offsets() {
        return offsets;
    }

    Journal journal() {
        return journal;
    }

    Cursors cursors() {
        return cursors;
    }

    long mayHaveBegunBelow() {
        return mayHaveBegunBelow;
    }

    Instant since() {
        return since;
    }

    Lines<Task> lines() {
        return lines;
    }

    @Override
    public long readBelow() {
        return offsets.readBelow();
    }

    @Override
    public boolean mayBegin() {
        boolean may = offsets.begin();
        if (may) {
            offsets.ended();
        }
        return may;
    }

    /** Where Kafka's own producers put a key: murmur2 over the partitions (KIP-794, keyed records). */
    int home(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitionsOfTopic;
    }
}
