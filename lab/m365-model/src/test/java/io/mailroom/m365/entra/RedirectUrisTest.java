package io.mailroom.m365.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectUrisTest {
    @ParameterizedTest
    @CsvSource({
        "https://erp.example/callback, https://erp.example/callback, true",
        "https://erp.example/callback, https://erp.example/Callback, false",
        "https://erp.example/callback, https://erp.example/callback/, false",
        "https://erp.example/callback, https://erp.example:8443/callback, false",
        "https://erp.example/callback, https://erp.example/callback?x=1, false",
        "http://localhost:8700/callback, http://localhost:1/callback, true",
        "http://127.0.0.1/callback, http://127.0.0.1:5000/callback, true",
        "http://localhost/callback, http://127.0.0.1/callback, false",
        "http://localhost/callback, https://localhost/callback, false",
        "http://localhost/callback, http://localhost@evil.example/callback, false",
        "http://localhost/callback, http://user@localhost/callback, false",
        "http://localhost/callback, not a uri, false"
    })
    void match_exactly_but_for_the_port_of_a_loopback(String registered, String given, boolean match) {
        assertThat(RedirectUris.match(registered, given)).isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource({
        "https://erp.example/callback, true",
        "http://erp.example/callback, false",
        "http://localhost/callback, true",
        "https://erp.example/#here, false"
    })
    void can_be_registered_if_they_are_safe(String uri, boolean registrable) {
        assertThat(RedirectUris.registrable(uri)).isEqualTo(registrable);
    }
}
