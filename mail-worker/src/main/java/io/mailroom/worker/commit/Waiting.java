package io.mailroom.worker.commit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A settlement that was handed in, and who waits for it. Without a settlement it only wakes the thread that commits. */
record Waiting(Optional<Settlement> asked, CompletableFuture<Settled> settled) {
    static final Waiting NOTHING =
            new Waiting(Optional.empty(), CompletableFuture.completedFuture(new Settled.NotOwned()));

    Waiting(Settlement settlement) {
        this(Optional.of(settlement), new CompletableFuture<>());
    }

    Settlement settlement() {
        return asked.orElseThrow();
    }

    /** Bytes of the foreign records that it carries on. */
    long weight() {
        return asked.map(Settlement::weight).orElse(0L);
    }

    /** Whoever hears that it is not owned may rely on it: nothing of the partition is begun any more. */
    void refuse() {
        asked.ifPresent(settlement -> settlement.of().release());
        settled.complete(new Settled.NotOwned());
    }
}
