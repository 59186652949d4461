package io.mailroom.auth.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** What may be said only once the change that it is about is there for all to see. */
@Singleton
class AfterCommit {
    private final TransactionSynchronizationRegistry transactions;

    @Inject
    AfterCommit(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /** Runs after the caller's transaction, if it is committed. */
    void run(Runnable step) {
        transactions.registerInterposedSynchronization(new Step(step));
    }

    private record Step(Runnable step) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                step.run();
            }
        }
    }
}
