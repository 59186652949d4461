package io.mailroom.worker.commit;

import java.util.List;

/** One attempt at one transaction. */
public interface TransactionalWriter {
    /**
     * @return whether it was committed; if not, certainly nothing of it was, and it may be tried again
     * @throws CannotCommit if that is unknown, or will never be possible again
     */
    boolean commit(List<Settlement> batch) throws CannotCommit, InterruptedException;
}
