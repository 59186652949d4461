package io.mailroom.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.jackson.JsonFormat;
import io.mailroom.model.command.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PackingTest {
    private static final Path RESULT =
            Path.of("..", "shared-model", "src", "test", "resources", "golden", "result-sent.json");

    @Property
    void whatever_is_packed_is_unpacked_again(@ForAll byte[] bytes) throws IOException {
        byte[] packed = Packing.pack(bytes);

        assertThat(Packing.isPacked(packed)).isTrue();
        assertThat(Packing.unpack(packed)).isEqualTo(bytes);
    }

    @Test
    void the_entry_of_a_mail_that_was_sent_becomes_small() throws IOException {
        var event = new JsonFormat().deserialize(Files.readAllBytes(RESULT));

        byte[] written = JournalCodec.write(new JournalEntry.Done(new PayloadHash(random(32)), event));

        assertThat(written).hasSizeLessThan(400);
        assertThat(JournalCodec.read(written)).isInstanceOf(JournalEntry.Done.class);
    }

    @Test
    void the_dictionary_is_as_it_was_in_the_first_release_that_packed() throws Exception {
        try (InputStream stream = Packing.class.getResourceAsStream("finished.dictionary")) {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Objects.requireNonNull(stream).readAllBytes());

            assertThat(HexFormat.of().formatHex(hash))
                    .isEqualTo("8405df2ced862738e7546127839782647efeefa34a07403fdec7946083815288");
        }
    }

    @Nested
    class What_cannot_be_unpacked {
        @Test
        void is_an_error_when_it_is_cut() {
            byte[] packed = Packing.pack(random(200).getBytes(java.nio.charset.StandardCharsets.UTF_8));

            assertThatThrownBy(() -> Packing.unpack(Arrays.copyOf(packed, packed.length / 2)))
                    .isInstanceOf(IOException.class);
        }

        @Test
        void is_an_error_when_it_would_become_larger_than_any_entry() {
            byte[] packed = Packing.pack(new byte[Limits.USUAL_RECORD_BYTES + 1]);

            assertThatThrownBy(() -> Packing.unpack(packed)).isInstanceOf(IOException.class);
        }
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
