package io.mailroom.m365.delta;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Positions as opaque text, with a seal so that a token that was cut or changed is noticed. Layout before base64url:
 * stream id 16, generation 8, cursor 8, round start 8, removals after 8, served 4, flags 1, seal 8 bytes.
 */
public final class DeltaTokens {
    private static final int BODY = 16 + 4 * 8 + 4 + 1;
    private static final int SEAL = 8;
    private static final int COMPLETE = 1;
    private static final int EMPTIED = 2;

    private volatile byte[] key = new byte[32];

    public DeltaTokens(RandomGenerator random) {
        random.nextBytes(key);
    }

    public String save() {
        return Base64.getEncoder().encodeToString(key);
    }

    public void restore(String saved) {
        key = Base64.getDecoder().decode(saved);
    }

    public String write(DeltaPosition position) {
        UUID stream = UUID.fromString(position.streamId());
        ByteBuffer body = ByteBuffer.allocate(BODY)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .putLong(position.generation())
                .putLong(position.cursor())
                .putLong(position.roundStart())
                .putLong(position.removalsAfter())
                .putInt(position.served())
                .put((byte) ((position.complete() ? COMPLETE : 0) | (position.emptied() ? EMPTIED : 0)));
        byte[] token = Arrays.copyOf(body.array(), BODY + SEAL);
        System.arraycopy(seal(body.array()), 0, token, BODY, SEAL);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The position, or nothing if this is no token of ours. */
    public Optional<DeltaPosition> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != BODY + SEAL) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(bytes, BODY);
        byte[] given = Arrays.copyOfRange(bytes, BODY, BODY + SEAL);
        byte[] right = Arrays.copyOf(seal(body), SEAL);
        return MessageDigest.isEqual(given, right) ? Optional.of(position(ByteBuffer.wrap(body))) : Optional.empty();
    }

    private static DeltaPosition position(ByteBuffer body) {
        String stream = new UUID(body.getLong(), body.getLong()).toString();
        long generation = body.getLong();
        long cursor = body.getLong();
        long roundStart = body.getLong();
        long removalsAfter = body.getLong();
        int served = body.getInt();
        int flags = body.get();
        return new DeltaPosition(
                stream,
                generation,
                cursor,
                roundStart,
                removalsAfter,
                served,
                (flags & COMPLETE) != 0,
                (flags & EMPTIED) != 0);
    }

    private byte[] seal(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
