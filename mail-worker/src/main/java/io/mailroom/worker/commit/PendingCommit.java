package io.mailroom.worker.commit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A request that was handed in, and who waits for it. Without a request it only wakes the thread that commits. */
record PendingCommit(Optional<CommitRequest> asked, CompletableFuture<CommitResult> result) {
    static final PendingCommit NOTHING =
            new PendingCommit(Optional.empty(), CompletableFuture.completedFuture(new CommitResult.NotOwned()));

    PendingCommit(CommitRequest request) {
        this(Optional.of(request), new CompletableFuture<>());
    }

    CommitRequest request() {
        return asked.orElseThrow();
    }

    /** Bytes of the foreign records that it carries on. */
    long weight() {
        return asked.map(CommitRequest::weight).orElse(0L);
    }

    /** Whoever hears that it is not owned may rely on it: nothing of the partition is begun any more. */
    void refuse() {
        asked.ifPresent(request -> request.of().release());
        result.complete(new CommitResult.NotOwned());
    }
}
