package io.mailroom.worker.park;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import io.mailroom.worker.testing.TestingKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedCodecTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-15T08:00:00.123456789Z");
    private static final byte[] BODY = bytes("{\"subject\":\"Invoice\"}");
    private static final RawHeader FIRST = new RawHeader("ce_id", bytes("invoice-1"));
    private static final RawHeader WITHOUT_VALUE = new RawHeader("traceparent", null);
    private static final RawRecord COMMAND =
            new RawRecord("mail.commands.erp", 3, 7, RECEIVED, bytes("adele"), BODY, List.of(FIRST, WITHOUT_VALUE));

    @Nested
    class A_parked_command {
        @ParameterizedTest
        @EnumSource
        void is_read_back_as_it_was_parked(Parked.Kind kind) {
            Parked parked = parked(kind, null);

            assertThat(ParkedCodec.read(stored(parked))).isEqualTo(parked);
        }

        @Test
        void keeps_the_time_at_which_it_expires() {
            Parked parked = parked(Parked.Kind.SCHEDULED, RECEIVED.plusSeconds(3600));

            assertThat(ParkedCodec.read(stored(parked))).isEqualTo(parked);
        }

        @Test
        void that_was_never_begun_may_have_been_by_a_former_owner_once_it_is_read_back() {
            Parked parked = parked(Parked.Kind.IN_LINE, null);

            assertThat(ParkedCodec.read(stored(parked.neverBegun()))).isEqualTo(parked);
        }

        @Test
        void gives_back_the_clients_own_record() {
            Parked parked = parked(Parked.Kind.IN_LINE, null);

            RawRecord original = ParkedCodec.original(stored(parked), parked, "mail.commands.erp");

            assertThat(original).usingRecursiveComparison().isEqualTo(COMMAND);
        }

        @Test
        void that_is_parked_again_tells_only_of_the_last_time() {
            Parked first = parked(Parked.Kind.IN_LINE, null);
            Parked second = first.sweep(RECEIVED.plusSeconds(60));

            RawRecord stored = stored(ParkedCodec.headers(second, stored(first)));

            assertThat(stored.headers()).hasSize(3);
            assertThat(ParkedCodec.read(stored)).isEqualTo(second);
        }
    }

    @Nested
    class A_client_that_forges_our_header {
        @Test
        void is_not_believed() {
            var forged = new RawRecord(
                    "mail.commands.erp",
                    3,
                    7,
                    RECEIVED,
                    null,
                    BODY,
                    List.of(header("{\"v\":1,\"kind\":\"SWEEP\"}"), FIRST));
            Parked parked = parked(Parked.Kind.IN_LINE, null);

            assertThat(ParkedCodec.read(stored(ParkedCodec.headers(parked, forged))))
                    .isEqualTo(parked);
        }
    }

    @Nested
    class A_record_that_cannot_be_read {
        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"v\":1}", "{\"v\":2}", "{\"v\":1,\"kind\":\"LOST\"}"})
        void is_named_by_its_place_so_that_nothing_is_begun(String value) {
            assertUnreadable(stored(List.of(header(value))));
        }

        @Test
        void may_lack_our_header() {
            assertUnreadable(stored(List.of(FIRST)));
        }

        @Test
        void may_have_our_header_without_a_value() {
            assertUnreadable(stored(List.of(new RawHeader("mailroom-parked", null))));
        }

        @Test
        void may_come_from_a_newer_version() {
            Parked parked = parked(Parked.Kind.IN_LINE, null);
            byte[] ours = requireNonNull(stored(parked).headers().getLast().value());
            String newer = new String(ours, StandardCharsets.UTF_8).replace("\"v\":1", "\"v\":2");

            assertUnreadable(stored(List.of(header(newer))));
        }

        private void assertUnreadable(RawRecord stored) {
            assertThatThrownBy(() -> ParkedCodec.read(stored))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("3/99")
                    .hasNoCause();
        }
    }

    private static Parked parked(Parked.Kind kind, @Nullable Instant expiresAt) {
        return new Parked(
                kind,
                "cXN0b3BpY2lkMQ",
                7,
                7,
                new ConnectionId("adele"),
                new CommandKey("/erp?a=\"ü\"", "invoice-1 €"),
                "com.mailroom.mail.send.v1",
                TestingKeys.key("00ff"),
                new PayloadHash("ff00"),
                RECEIVED.plusSeconds(31),
                ResultCode.THROTTLED,
                expiresAt,
                RECEIVED,
                new History(2, true),
                true);
    }

    private static RawRecord stored(Parked parked) {
        return stored(ParkedCodec.headers(parked, COMMAND));
    }

    private static RawRecord stored(List<RawHeader> headers) {
        return new RawRecord("mail.parked", 3, 99, RECEIVED, bytes("erp/adele/7"), BODY, headers);
    }

    private static RawHeader header(String value) {
        return new RawHeader("mailroom-parked", bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
