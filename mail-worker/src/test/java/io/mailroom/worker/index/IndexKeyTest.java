package io.mailroom.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IndexKeyTest {
    @Test
    void is_32_hexadecimal_characters() {
        assertThat(IndexKey.ofHex("0123456789abcdeffedcba9876543210"))
                .isEqualTo(new IndexKey(0x0123456789abcdefL, 0xfedcba9876543210L));
    }

    @Test
    void is_nothing_else() {
        for (String wrong : new String[] {"", "0123456789abcdef", "0123456789abcdeffedcba987654321g", "0".repeat(33)}) {
            assertThatThrownBy(() -> IndexKey.ofHex(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
