package io.mailroom.auth.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets that fill evenly.
 *
 * <p>Bound: {@value #MOST_ADDRESSES} of each kind; whoever was silent for ten minutes is forgotten.
 */
@Singleton
class RateLimits {
    static final long MOST_ADDRESSES = 100_000;

    private final LoadingCache<String, Bucket> addresses;
    private final LoadingCache<String, Bucket> clients;
    private final Bucket all;

    @Inject
    RateLimits(RateLimitConfig config) {
        this(config, Ticker.systemTicker());
    }

    RateLimits(RateLimitConfig config, Ticker ticker) {
        addresses = buckets(config.browserPerAddress(), ticker);
        clients = buckets(config.linksPerClient(), ticker);
        all = bucket(config.browserInAll());
    }

    private static LoadingCache<String, Bucket> buckets(int perMinute, Ticker ticker) {
        return Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(key -> bucket(perMinute));
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    /** @return how long to wait; null if there is nothing to wait for */
    @Nullable
    Duration admitBrowser(String address) {
        Duration own = take(addresses.get(address));
        return own == null ? take(all) : own;
    }

    @Nullable
    Duration admitLink(String client) {
        return take(clients.get(client));
    }

    /** Addresses and clients. */
    long remembered() {
        addresses.cleanUp();
        clients.cleanUp();
        return addresses.estimatedSize() + clients.estimatedSize();
    }

    private static @Nullable Duration take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }
}
