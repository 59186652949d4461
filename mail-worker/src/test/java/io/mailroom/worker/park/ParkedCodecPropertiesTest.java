package io.mailroom.worker.park;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.testing.TestingKeys;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ParkedCodecPropertiesTest {
    @Property
    void whatever_is_parked_is_read_back(
            @ForAll Parked.Kind kind,
            @ForAll @LongRange(min = 0) long offset,
            @ForAll("names") String name,
            @ForAll ResultCode reason,
            @ForAll Instant due,
            @ForAll @IntRange int failures,
            @ForAll boolean draftMayAppear) {
        var parked = new Parked(
                kind,
                name.length() % 2 == 0 ? "" : "cXN0b3BpY2lkMQ",
                offset,
                offset,
                new ConnectionId("adele"),
                new CommandKey(name, name),
                name,
                TestingKeys.key("00"),
                new PayloadHash("01"),
                due,
                reason,
                due.plusSeconds(1),
                due.minusSeconds(1),
                new History(failures, draftMayAppear),
                true);

        assertThat(ParkedCodec.read(stored(parked))).isEqualTo(parked);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(256)
                .filter(name -> name.chars().noneMatch(Character::isISOControl));
    }

    private static RawRecord stored(Parked parked) {
        var command = new RawRecord("mail.commands.erp", 3, 7, Instant.EPOCH, null, new byte[0], List.of());
        return new RawRecord(
                "mail.parked", 3, 99, Instant.EPOCH, null, new byte[0], ParkedCodec.headers(parked, command));
    }
}
