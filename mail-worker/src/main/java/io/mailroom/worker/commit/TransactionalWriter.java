package io.mailroom.worker.commit;

import java.util.List;

/** Attempts at transactions, one at a time. */
public interface TransactionalWriter extends AutoCloseable {
    /** Ends at once what a former process under the same name left open. Never fails: {@link #commit} tells. */
    default void open() {}

    /**
     * One attempt at one transaction.
     *
     * @throws CannotCommit if nobody knows how it ended, or this writer will never commit again
     */
    Written commit(List<CommitRequest> batch) throws CannotCommit, InterruptedException;

    @Override
    default void close() {}
}
