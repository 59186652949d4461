package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.secret.AccessToken;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkRequestsTest extends ForeignGraph {
    @Nested
    class A_builder {
        @Test
        void describes_and_cannot_send() {
            var message = SdkRequests.user(access()).messages().byMessageId("m1");

            for (Runnable sending : List.<Runnable>of(
                    message::get,
                    message::delete,
                    message.send()::post,
                    () -> message.attachments().get())) {
                assertThatThrownBy(sending::run).isInstanceOf(UnsupportedOperationException.class);
            }
            assertThat(microsoft.seen).isEmpty();
        }
    }

    @Nested
    class A_call {
        @Test
        void never_blocks_an_event_loop() {
            var call = new CompletableFuture<GraphReply<Accepted>>();
            vertx.getOrCreateContext().runOnContext(_ -> {
                try {
                    call.complete(graph.send(access(), "d1", within()));
                } catch (IllegalStateException refused) {
                    call.completeExceptionally(refused);
                }
            });

            assertThatThrownBy(call::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(microsoft.seen).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "a\r\nX-Other: b", "\u00e4"})
        void is_not_made_with_what_is_no_bearer_token(String token) {
            var access = new MailboxAccess(microsoft.url(), "oid-1", "adele@contoso.example", new AccessToken(token));

            assertThatThrownBy(() -> graph.send(access, "d1", within()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(token);
            assertThat(microsoft.seen).isEmpty();
        }
    }

    @Nested
    class A_send_key {
        @ParameterizedTest
        @ValueSource(strings = {"", "0123456789abcdef0123456789abcde", "0123456789ABCDEF0123456789ABCDEF", "' or true"})
        void is_nothing_but_32_to_64_lower_case_hex_digits(String value) {
            assertThatThrownBy(() -> new SendKey(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
