package io.mailroom.worker.partition;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.sync.Cursors;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.utils.Utils;

/** A partition of a commands topic while this worker owns it, with everything that is known about its commands. */
public final class OwnedPartition implements MailboxQueues.Owned {
    private final PartitionOffsets offsets;
    private final Journal journal;
    private final Cursors cursors;
    private final long mayHaveBegunBelow;
    private final int partitionsOfTopic;
    private final Instant since;
    private final MailboxQueues<CommandInFlight> queues;

    /**
     * @param mayHaveBegunBelow a record below this offset may have been begun by a former owner without a journal entry
     * @param partitionsOfTopic decides where a key is at home
     * @param since when everything was read that former owners had committed
     */
    public OwnedPartition(
            PartitionOffsets offsets,
            Journal journal,
            Cursors cursors,
            long mayHaveBegunBelow,
            int partitionsOfTopic,
            Instant since,
            Function<OwnedPartition, MailboxQueues<CommandInFlight>> queues) {
        this.offsets = offsets;
        this.journal = journal;
        this.cursors = cursors;
        this.mayHaveBegunBelow = mayHaveBegunBelow;
        this.partitionsOfTopic = partitionsOfTopic;
        this.since = since;
        this.queues = queues.apply(this);
    }

    public ClientName client() {
        return offsets.client();
    }

    public PartitionOffsets offsets() {
        return offsets;
    }

    public Journal journal() {
        return journal;
    }

    public Cursors cursors() {
        return cursors;
    }

    long mayHaveBegunBelow() {
        return mayHaveBegunBelow;
    }

    public Instant since() {
        return since;
    }

    public MailboxQueues<CommandInFlight> queues() {
        return queues;
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
    public int home(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitionsOfTopic;
    }
}
