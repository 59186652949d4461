package io.mailroom.auth.crypt;

import static io.mailroom.auth.testing.TestingKeys.K1;
import static io.mailroom.auth.testing.TestingKeys.K2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.testing.TestingKeys;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.RevealSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCipherTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ConnectionId OWNER = new ConnectionId("c-1");

    private static TokenCipher cipher(String deployment, String... lines) {
        return TestingKeys.cipher(NOW, deployment, lines);
    }

    private static EncryptedGrant grant(TokenCipher cipher) {
        return cipher.encrypt(OWNER, new RefreshToken("refresh me"), new AccessToken("access me"), NOW);
    }

    private static String refreshToken(TokenCipher cipher, ConnectionId owner, EncryptedGrant grant) {
        return cipher.refreshToken(owner, grant).reveal(RevealSecrets.forTheWire());
    }

    @Nested
    class A_grant {
        @Test
        void comes_back_for_the_connection_it_was_sealed_for() {
            TokenCipher cipher = cipher("d", K1);

            EncryptedGrant grant = grant(cipher);

            assertThat(refreshToken(cipher, OWNER, grant)).isEqualTo("refresh me");
            assertThat(cipher.accessToken(OWNER, grant).reveal(RevealSecrets.forTheWire()))
                    .isEqualTo("access me");
        }

        @Test
        void is_dead_for_another_connection_another_column_another_deployment_and_without_its_salt() {
            TokenCipher cipher = cipher("d", K1);
            EncryptedGrant grant = grant(cipher);
            EncryptedGrant swapped = new EncryptedGrant(
                    grant.keyId(), grant.salt(), grant.accessToken(), grant.refreshToken(), grant.accessExpiresAt());
            EncryptedGrant otherSalt = new EncryptedGrant(
                    grant.keyId(),
                    RowKeys.newSalt(),
                    grant.refreshToken(),
                    grant.accessToken(),
                    grant.accessExpiresAt());

            assertThatThrownBy(() -> cipher.refreshToken(new ConnectionId("c-2"), grant))
                    .isInstanceOf(UnreadableSecret.class);
            assertThatThrownBy(() -> cipher.refreshToken(OWNER, swapped)).isInstanceOf(UnreadableSecret.class);
            assertThatThrownBy(() -> cipher("other", K1).refreshToken(OWNER, grant))
                    .isInstanceOf(UnreadableSecret.class);
            assertThatThrownBy(() -> cipher.refreshToken(OWNER, otherSalt)).isInstanceOf(UnreadableSecret.class);
        }

        @Test
        void has_a_new_salt_each_time() {
            TokenCipher cipher = cipher("d", K1);

            assertThat(grant(cipher).salt()).isNotEqualTo(grant(cipher).salt());
        }
    }

    @Nested
    class A_ring_of_two {
        @Test
        void encrypts_with_the_first_and_reads_both() {
            EncryptedGrant old = grant(cipher("d", K1));
            TokenCipher rotated = cipher("d", K2, K1);

            assertThat(grant(rotated).keyId()).isEqualTo("k2");
            assertThat(refreshToken(rotated, OWNER, old)).isEqualTo("refresh me");
        }

        @Test
        void names_the_key_that_is_not_there() {
            EncryptedGrant old = grant(cipher("d", K1));

            assertThatThrownBy(() -> cipher("d", K2).refreshToken(OWNER, old))
                    .isInstanceOf(UnreadableSecret.class)
                    .hasMessageContaining("k1");
        }
    }

    @Nested
    class A_verifier {
        @Test
        void opens_within_its_time_and_not_after() {
            OneTimeSecret verifier = OneTimeSecret.random();
            EncryptedText encrypted = cipher("d", K1).encrypt("consent", verifier);
            TokenCipher later = TestingKeys.cipher(NOW.plus(Duration.ofMinutes(11)), "d", K1);

            assertThat(cipher("d", K1)
                            .verifier("consent", encrypted, Duration.ofMinutes(10))
                            .hash())
                    .isEqualTo(verifier.hash());
            assertThatThrownBy(() -> later.verifier("consent", encrypted, Duration.ofMinutes(10)))
                    .isInstanceOf(UnreadableSecret.class);
        }
    }

    @Nested
    class A_key_ring_file {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "# only a comment",
                    "k1",
                    "k1 planted",
                    "k1 cGxhbnRlZA==",
                    "k 1 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                    K1 + "\n" + K1
                })
        void that_is_wrong_is_refused_without_quoting_it(String text) {
            assertThatThrownBy(() -> KeyRing.parse(text.lines().toList()))
                    .isInstanceOf(UnusableKeys.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("planted", "cGxhbnRlZA", "MDEy");
        }

        @Test
        void may_hold_comments_and_empty_lines() {
            assertThatCode(() -> KeyRing.parse(List.of("# keys", "", K2, K1))).doesNotThrowAnyException();
        }
    }
}
