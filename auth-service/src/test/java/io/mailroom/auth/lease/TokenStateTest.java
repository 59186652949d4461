package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.store.RefreshCause;
import io.mailroom.auth.store.SharedMailboxes;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseProblem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenStateTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration REST = Duration.ofMinutes(5);
    private static final TokenState.Rules RULES = new TokenState.Rules(Duration.ofMinutes(5), REST);
    private static final Instant WARM = NOW.plus(Duration.ofHours(1));

    @Nested
    class A_token_that_lasts {
        @Test
        void is_lent_if_nobody_refused_it() {
            assertThat(state(false, WARM, null, null)).isInstanceOf(TokenState.StillValid.class);
        }

        @Test
        void is_lent_if_nobody_refused_it_also_while_a_renewal_rests() {
            assertThat(state(false, WARM, NOW, null)).isInstanceOf(TokenState.StillValid.class);
        }
    }

    @Nested
    class A_token_that_Graph_refused {
        @Test
        void is_renewed_though_it_would_last() {
            assertThat(state(true, WARM, null, null)).isEqualTo(renewal());
        }

        @Test
        void is_told_as_refused_if_it_was_renewed_for_that_a_moment_ago() {
            assertThat(state(true, WARM, NOW.minusSeconds(60), null))
                    .isEqualTo(new TokenState.Unusable(LeaseProblem.TOKEN_REFUSED, Duration.ofMinutes(4)));
        }

        @Test
        void is_renewed_once_more_when_the_rest_is_over() {
            assertThat(state(true, WARM, NOW.minus(REST), null)).isEqualTo(renewal());
        }

        @Test
        void waits_for_no_more_than_one_rest_though_another_clock_was_far_ahead() {
            assertThat(state(true, WARM, NOW.plus(Duration.ofDays(1)), null))
                    .isEqualTo(new TokenState.Unusable(LeaseProblem.TOKEN_REFUSED, REST));
        }

        @Test
        void is_not_renewed_while_the_platform_asked_to_wait() {
            assertThat(state(true, WARM, null, NOW.plusSeconds(30)))
                    .isEqualTo(new TokenState.Unusable(LeaseProblem.IDENTITY_UNAVAILABLE, Duration.ofSeconds(30)));
        }

        @Test
        void that_ends_anyway_is_refreshed_as_every_other_and_counts_as_no_renewal() {
            Instant ending = NOW.plusSeconds(60);

            assertThat(state(true, ending, NOW.minusSeconds(60), null))
                    .isEqualTo(new TokenState.NeedsRefresh(grant(ending), RefreshCause.ENDING));
        }

        @ParameterizedTest
        @EnumSource(
                value = ConnectionState.class,
                names = {"NEEDS_RECONNECT", "DISCONNECTED"})
        void renews_no_connection_that_is_over(ConnectionState state) {
            assertThat(TokenState.of(connection(state, WARM, null, null), true, NOW, RULES))
                    .isInstanceOf(TokenState.Unusable.class);
        }
    }

    private static TokenState state(
            boolean refused, Instant expiresAt, @Nullable Instant renewedAt, @Nullable Instant retryAt) {
        return TokenState.of(connection(ConnectionState.CONNECTED, expiresAt, renewedAt, retryAt), refused, NOW, RULES);
    }

    private static TokenState renewal() {
        return new TokenState.NeedsRefresh(grant(WARM), RefreshCause.REFUSED);
    }

    private static EncryptedGrant grant(Instant expiresAt) {
        return new EncryptedGrant("key", "salt", "refresh", "access", expiresAt);
    }

    private static StoredConnection connection(
            ConnectionState state, Instant expiresAt, @Nullable Instant renewedAt, @Nullable Instant retryAt) {
        return new StoredConnection(
                new ConnectionId("c-1"),
                new ClientName("erp"),
                "global",
                "tenant",
                "user",
                new MailboxAddress("adele@contoso.example"),
                null,
                SharedMailboxes.ofColumn(null),
                state,
                null,
                null,
                grant(expiresAt),
                1,
                renewedAt,
                retryAt,
                0,
                null,
                NOW,
                NOW);
    }
}
