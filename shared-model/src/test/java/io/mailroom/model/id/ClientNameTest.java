package io.mailroom.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNameTest {
    @Nested
    class A_name_that_would_not_fit_a_topic_name {
        @ParameterizedTest
        @ValueSource(strings = {"", "a.b", "ERP", "1erp", "-erp", "erp_1", "abcdefghijklmnopqrstuvwxyz0123456"})
        void is_refused(String name) {
            assertThatThrownBy(() -> new ClientName(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void prints_as_itself() {
        assertThat(new ClientName("erp")).hasToString("erp");
    }
}
