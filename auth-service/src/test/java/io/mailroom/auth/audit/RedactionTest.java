package io.mailroom.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactionTest {
    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofMinLength(43)
                .ofMaxLength(120);
    }

    @Provide
    Arbitrary<String> frames() {
        return Arbitraries.of(
                "GET /callback?code=%s&session_state=1",
                "GET /callback?state=%s&code=abc",
                "{\"refresh_token\":\"%s\",\"scope\":\"x\"}",
                "{\"access_token\" : \"%s\"}",
                "Authorization: Bearer %s",
                "grant_type=refresh_token&client_secret=%s",
                "client_assertion=%s",
                "https://mailroom.example/connect/%s",
                "password=%s");
    }

    @Property
    void whatever_stands_where_a_secret_stands_is_masked(
            @ForAll("secrets") String secret, @ForAll("frames") String frame) {
        assertThat(Redaction.of(frame.formatted(secret))).doesNotContain(secret).contains("[redacted]");
    }

    @Property
    void a_jwt_and_a_fernet_token_are_masked_wherever_they_stand(@ForAll("secrets") String random) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.US_ASCII));

        assertThat(Redaction.of("seen " + header + "." + random + "." + random + " here"))
                .doesNotContain(random);
        assertThat(Redaction.of("seen gAAAAAB" + random + "== here")).doesNotContain(random);
    }

    @Property
    void what_holds_nothing_of_the_kind_is_left_as_it_is(@ForAll("words") String text) {
        assertThat(Redaction.of(text)).isSameAs(text);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "audit event=connected connection=0a0a0a0a-0000-4000-8000-000000000001 client=erp",
                        "request failed error=java.io.IOException at=Foo.bar(Foo.java:12)",
                        "code AADSTS50196 state CONNECTED",
                        "internal endpoints listen port=8701")
                .map(text -> text);
    }
}
