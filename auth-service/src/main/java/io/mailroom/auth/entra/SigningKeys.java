package io.mailroom.auth.entra;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The public keys of each cloud. They are read again after a day, or when a token names a key that is not among them; for
 * such a key at most once a minute, so that forged key ids make no traffic. If they cannot be read, those of the last
 * answer go on to count.
 */
@Singleton
class SigningKeys {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final Duration REST = Duration.ofMinutes(1);

    private final EntraHttp http;
    private final Clock clock;
    /** Bound: one for each configured cloud, with the keys of its newest received. */
    private final Map<String, Known> byCloud = new ConcurrentHashMap<>();

    @Inject
    SigningKeys(EntraHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Empty if the keys could not be read. */
    List<JsonWebKey> of(Cloud cloud, String keyId) {
        Instant now = clock.instant();
        Known known = byCloud.get(cloud.name());
        if (known == null || known.readAt().isBefore(now.minus(LIFE)) || known.lacks(keyId, now)) {
            List<JsonWebKey> read = read(cloud);
            if (!read.isEmpty()) {
                known = new Known(read, now);
                byCloud.put(cloud.name(), known);
            }
        }
        return known == null ? List.of() : known.keys();
    }

    private List<JsonWebKey> read(Cloud cloud) {
        return switch (http.get(cloud.keysEndpoint())) {
            case HttpReply.Received received when received.status() == 200 -> parsed(received.body());
            case HttpReply.Received received -> List.of();
            case HttpReply.NoResponse none -> List.of();
        };
    }

    private static List<JsonWebKey> parsed(byte[] body) {
        try {
            return new JsonWebKeySet(new String(body, StandardCharsets.UTF_8)).getJsonWebKeys();
        } catch (JoseException e) {
            return List.of();
        }
    }

    private record Known(List<JsonWebKey> keys, Instant readAt) {
        boolean lacks(String keyId, Instant now) {
            return readAt.isBefore(now.minus(REST))
                    && keys.stream().noneMatch(key -> Objects.equals(key.getKeyId(), keyId));
        }
    }
}
