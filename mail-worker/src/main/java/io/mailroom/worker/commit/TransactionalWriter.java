package io.mailroom.worker.commit;

import java.util.List;
import java.util.Optional;

/** One attempt at one transaction. */
public interface TransactionalWriter {
    /**
     * @return for each settlement where its facts stand; empty if certainly nothing was committed and it may be tried
     *     again
     * @throws CannotCommit if that is unknown, or will never be possible again
     */
    Optional<List<List<Long>>> commit(List<Settlement> batch) throws CannotCommit, InterruptedException;
}
