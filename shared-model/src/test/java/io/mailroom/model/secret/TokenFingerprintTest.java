package io.mailroom.model.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFingerprintTest {
    private static final String CLEAR = "eyJ0eXAi.clear-text-of-a-token.c2ln";

    /** Worker and auth-service may be of different versions: what one computes, the other compares. */
    @Test
    void is_the_first_half_of_the_hash_of_the_token() {
        assertThat(TokenFingerprint.of(new AccessToken("abc")).value()).isEqualTo("ungWv48Bz-pBQUDeXa4iIw");
    }

    @Test
    void is_the_same_for_the_same_token_and_another_for_another() {
        TokenFingerprint fingerprint = TokenFingerprint.of(new AccessToken(CLEAR));

        assertThat(fingerprint).isEqualTo(TokenFingerprint.of(new AccessToken(CLEAR)));
        assertThat(fingerprint).isNotEqualTo(TokenFingerprint.of(new AccessToken(CLEAR + "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ungWv48Bz-pBQUDeXa4iI",
                "ungWv48Bz-pBQUDeXa4iIww",
                "ungWv48Bz+pBQUDeXa4iIw",
                "ungWv48Bz-pBQUDeXa4iI\n",
                CLEAR
            })
    void is_nothing_else_and_a_refusal_quotes_nothing(String text) {
        assertThatThrownBy(() -> new TokenFingerprint(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a token's fingerprint has 22 characters of base64url");
    }
}
