package io.mailroom.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import io.mailroom.worker.testing.HostileKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileRecordsTest {
    private static final Map<String, String> MEMBER = Map.of("content-type", "datacontenttype");

    @ParameterizedTest
    @EnumSource(HostileKind.class)
    void each_has_its_one_answer(HostileKind kind) {
        assertExpected(kind, CommandDecoder.decode(raw(kind.record("c1", "id-1"))));
    }

    /** What came is what is checked, whatever it came in. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STRUCTURED_GARBAGE")
    void each_has_the_same_answer_in_structured_mode(HostileKind kind) {
        HostileKind.Bad bad = kind.record("c1", "id-1");
        ObjectNode members = MailJson.object();
        bad.headers().forEach((name, value) -> members.put(MEMBER.getOrDefault(name, name.replace("ce_", "")), value));

        assertExpected(
                kind,
                CommandDecoder.decode(Records.record(
                        bad.key(), Records.envelope(members, bad.value()), List.of(Records.STRUCTURED))));
    }

    private static void assertExpected(HostileKind kind, Decoded decoded) {
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
                .map(header -> Records.header(header.getKey(), header.getValue()))
                .toList();
        return Records.record(bad.key(), bad.value(), headers);
    }
}
