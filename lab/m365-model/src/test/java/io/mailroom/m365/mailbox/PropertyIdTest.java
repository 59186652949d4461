package io.mailroom.m365.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyIdTest {
    @ParameterizedTest
    @CsvSource({
        "string {66F5A359-4659-4830-9070-00047EC6AC6E} Name My Key, String {66f5a359-4659-4830-9070-00047ec6ac6e} Name My Key",
        "Integer {66f5a359-4659-4830-9070-00047ec6ac6e} Id 0x8005, Integer {66f5a359-4659-4830-9070-00047ec6ac6e} Id 0x8005",
        "SystemTime 0x3FEF, SystemTime 0x3fef",
        "Integer 0x0E07, Integer 0xe07"
    })
    void has_one_spelling(String given, String normal) {
        assertThat(PropertyId.normal(given)).contains(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Key",
                "Text 0x1",
                "String {not-a-guid} Name X",
                "String {66f5a359-4659-4830-9070-00047ec6ac6e}"
            })
    void is_nothing_else(String given) {
        assertThat(PropertyId.normal(given)).isEmpty();
    }
}
