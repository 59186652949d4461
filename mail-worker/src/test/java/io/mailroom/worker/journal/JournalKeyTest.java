package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalKeyTest {
    private static final String HEX = "ea11a8ff17fa45025bd3df1e53e01a5c";

    private static final JournalKey KEY =
            JournalKey.of(new ClientName("erp"), new ConnectionId("adele"), new CommandKey("/erp", "order-1"));

    /** Told by sha256sum: journals and mailboxes are full of them. */
    @Test
    void is_the_beginning_of_the_hash_of_client_connection_source_and_id_each_in_a_line() {
        assertThat(KEY.hex()).isEqualTo(HEX);
    }

    @Test
    void is_read_back_from_its_bytes() {
        assertThat(JournalKey.read(HEX.getBytes(StandardCharsets.US_ASCII))).isEqualTo(KEY);
        assertThat(JournalKey.ofHex(HEX)).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ea11a8ff",
                "ea11a8ff17fa45025bd3df1e53e01a5g",
                "ea11a8ff17fa45025bd3df1e53e01a5\u00e9",
                "+a11a8ff17fa45025bd3df1e53e01a5c",
                "ea11a8ff17fa45025bd3df1e53e01a5c0"
            })
    void is_not_read_from_what_another_wrote(String other) {
        assertThat(JournalKey.read(other.getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(JournalKey.read(other.getBytes(StandardCharsets.ISO_8859_1))).isNull();
    }
}
