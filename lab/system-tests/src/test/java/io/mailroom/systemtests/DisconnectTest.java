package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.systemtests.RunningStack.Driven;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** P3: a disconnect reaches the tokens that workers hold. */
@ExtendWith(RunningStack.class)
@Order(5)
class DisconnectTest {
    private final Driven driven;

    DisconnectTest(Driven driven) {
        this.driven = driven;
    }

    @Test
    void a_second_later_no_worker_uses_the_token_that_it_held() {
        ConnectionId connection = driven.connect("leaver@contoso.example");
        driven.topics().publish(Mails.of(connection, "before-the-end"));
        assertThat(driven.topics().results("before-the-end", 1)).hasSize(1);
        new AuthApi(driven.info()).disconnect(connection.value());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // what is promised

        driven.topics().publish(Mails.of(connection, "after-the-end"));

        JsonNode result = driven.topics().results("after-the-end", 1).getFirst();
        assertThat(result.path("status").asText()).isNotEqualTo("SENT");
        assertThat(result.path("code").asText()).contains("DISCONNECTED");
        assertThat(driven.submissions("after-the-end")).isZero();
        assertThat(driven.lab().graphRequests().toString())
                .contains("before-the-end")
                .doesNotContain("after-the-end");
    }
}
