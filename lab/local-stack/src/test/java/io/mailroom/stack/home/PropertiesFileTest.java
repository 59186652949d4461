package io.mailroom.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                " leading and inner",
                "#no comment",
                "!nor this",
                "a=b:c",
                "C:\\x",
                "line\nend\t",
                "/Müller & Söhne/100% 部屋",
                ""
            })
    void any_value_reads_back_as_it_was(String value) throws IOException {
        Properties read = new Properties();

        read.load(new StringReader(PropertiesFile.text(Map.of("a key:=", value))));

        assertThat(PropertiesFile.text(Map.of("key", value)).chars()).allMatch(c -> c < 128);
        assertThat(read).containsExactly(Map.entry("a key:=", value));
    }
}
