package io.mailroom.worker.boot;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.DirectoryAnswer;
import io.mailroom.worker.index.Identity;
import io.mailroom.worker.index.IndexDirectory;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.index.StateIndexes;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where a worker keeps on its disk what it has read of the compacted topics: of the journal in the directory itself, of
 * the cursors in {@code cursors} below it.
 */
final class StateDirectory {
    private static final Logger LOG = Logger.getLogger(StateDirectory.class);

    private StateDirectory() {}

    /** What cannot be kept there is kept in memory, and does the same work. */
    static StateIndexes open(Path directory) {
        Optional<IndexDirectory> journal = opened(directory);
        Optional<IndexDirectory> cursors = journal.flatMap(_ -> opened(directory.resolve("cursors")));
        return new StateIndexes(
                (topic, partition, topicId) -> (topic.equals(TopicNames.CURSORS) ? cursors : journal)
                        .filter(_ -> !topicId.isEmpty())
                        .map(disk -> disk.open(new Identity(topicId, partition)))
                        .orElseGet(OffsetIndex::inMemory),
                () -> {
                    cursors.ifPresent(IndexDirectory::close);
                    journal.ifPresent(IndexDirectory::close);
                });
    }

    private static Optional<IndexDirectory> opened(Path directory) {
        return switch (IndexDirectory.open(directory)) {
            case DirectoryAnswer.Opened(IndexDirectory opened) -> Optional.of(opened);
            case DirectoryAnswer.InUse(String why) -> inMemory(why);
            case DirectoryAnswer.Unusable(String why) -> inMemory(why);
        };
    }

    private static Optional<IndexDirectory> inMemory(String why) {
        LOG.warnf("what is read of the state is kept in memory, the next start reads all of it again why=%s", why);
        return Optional.empty();
    }
}
