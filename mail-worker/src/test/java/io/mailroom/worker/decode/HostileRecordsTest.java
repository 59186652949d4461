package io.mailroom.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import io.mailroom.worker.testing.HostileKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileRecordsTest {
    @ParameterizedTest
    @EnumSource(HostileKind.class)
    void each_has_its_one_answer(HostileKind kind) {
        Decoded decoded = CommandDecoder.decode(raw(kind.record("c1", "id-1")));

        if (kind.expected().isDead()) {
            assertThat(decoded).isInstanceOf(Decoded.Undecodable.class);
        } else {
            assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> {
                assertThat(rejected.ending().code()).hasToString(kind.expected().code());
                assertThat(rejected.ending().field()).isEqualTo(kind.expected().field());
            });
        }
    }

    private static RawRecord raw(HostileKind.Bad bad) {
        List<RawHeader> headers = bad.headers().entrySet().stream()
                .map(header -> new RawHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new RawRecord(
                "mail.commands.erp",
                0,
                0,
                Instant.EPOCH,
                bad.key() == null ? null : bad.key().getBytes(StandardCharsets.UTF_8),
                bad.value(),
                headers);
    }
}
