package io.mailroom.worker.pipeline;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.sync.Cursors;

/**
 * A partition of a commands topic while this worker owns it, with everything that is known about its commands.
 *
 * @param mayHaveBegunBelow a record below this offset may have been begun by a former owner without a journal entry
 */
record OwnedPartition(
        ClientName client, PartitionOffsets offsets, Journal journal, Cursors cursors, long mayHaveBegunBelow) {}
