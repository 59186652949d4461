package io.mailroom.worker.command;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.Sha256;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.record.RawRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A record that no result can answer, as it is kept: whole; or, where the dead letters take no record of that size, its
 * head with the length and the SHA-256 of all of it; or these alone. Each says where the original stands.
 */
record DeadLetters(ClientName client, RawRecord record, Map<String, String> reasons) {
    private static final String LENGTH = "mailroom-length";
    private static final String SHA_256 = "mailroom-sha256";

    static DeadLetters of(ClientName client, RawRecord record, String code, String reason) {
        return new DeadLetters(
                client,
                record,
                Map.of(
                        "mailroom-code", code,
                        "mailroom-reason", reason,
                        "mailroom-topic", record.topic(),
                        "mailroom-partition", Integer.toString(record.partition()),
                        "mailroom-offset", Long.toString(record.offset())));
    }

    /** In the order in which they are tried. */
    List<Supplier<Fact>> inTurn() {
        return List.of(() -> new Fact.DeadLetter(client, record, reasons), () -> cut(Limits.HEAD_BYTES), () -> cut(0));
    }

    private Fact cut(int most) {
        var all = new HashMap<>(reasons);
        byte[] value = Objects.requireNonNullElse(record.value(), new byte[0]);
        all.put(LENGTH, Integer.toString(value.length));
        all.put(SHA_256, HexFormat.of().formatHex(Sha256.of(value)));
        var head = new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                head(record.key(), Math.min(most, Limits.HEAD_OF_KEY_BYTES)),
                head(record.value(), most),
                List.of());
        return new Fact.DeadLetter(client, head, all);
    }

    private static byte @Nullable [] head(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }
}
