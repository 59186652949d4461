package io.mailroom.auth.lease;

import io.mailroom.model.lease.LeaseRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * In this process the same lease is answered once at a time: who comes first does it, the others take its answer. Whoever
 * names a refused token shares only with those who name the same one: another's answer may be the token it refuses. That
 * a connection has one refresh at a time is the work of {@link io.mailroom.auth.store.RefreshLocks}.
 */
final class SingleFlight {
    /** Bound: refreshes under way; each takes its own away when it ends. */
    private final ConcurrentMap<LeaseRequest, CompletableFuture<LeaseAnswer>> flights = new ConcurrentHashMap<>();

    LeaseAnswer join(LeaseRequest request, Duration patience, Supplier<LeaseAnswer> flight, LeaseAnswer tooLate) {
        CompletableFuture<LeaseAnswer> mine = new CompletableFuture<>();
        CompletableFuture<LeaseAnswer> theirs = flights.putIfAbsent(request, mine);
        return theirs == null ? run(request, mine, flight) : await(theirs, patience, tooLate);
    }

    private LeaseAnswer run(LeaseRequest request, CompletableFuture<LeaseAnswer> mine, Supplier<LeaseAnswer> flight) {
        try {
            LeaseAnswer answer = flight.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(request, mine);
        }
    }

    int underWay() {
        return flights.size();
    }

    private static LeaseAnswer await(CompletableFuture<LeaseAnswer> theirs, Duration patience, LeaseAnswer tooLate) {
        try {
            return theirs.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return tooLate;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tooLate;
        }
    }
}
