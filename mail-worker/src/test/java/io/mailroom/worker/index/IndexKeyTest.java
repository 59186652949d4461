package io.mailroom.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IndexKeyTest {
    @Test
    void is_32_hexadecimal_characters() {
        assertThat(IndexKey.ofHex("0123456789abcdeffedcba9876543210"))
                .isEqualTo(new IndexKey(0x0123456789abcdefL, 0xfedcba9876543210L));
    }

    /** FIPS 180-2, appendix B.1. */
    @Test
    void of_a_name_is_the_beginning_of_its_hash() {
        assertThat(IndexKey.ofName("abc".getBytes(StandardCharsets.US_ASCII)))
                .hasToString("ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void is_nothing_else() {
        for (String wrong : new String[] {"", "0123456789abcdef", "0123456789abcdeffedcba987654321g", "0".repeat(33)}) {
            assertThatThrownBy(() -> IndexKey.ofHex(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
