package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.erp.AuthApi;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** P3: a disconnect reaches the tokens that workers hold. */
@Order(5)
class DisconnectTest extends StackTest {
    @Test
    void a_second_later_no_worker_uses_the_token_that_it_held() {
        ConnectionId connection = driven.connect("leaver@contoso.example");
        driven.publish(Mails.of(connection, "before-the-end"));
        JsonNode _ = driven.result("before-the-end");
        new AuthApi(driven.info()).disconnect(connection.value());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // what is promised

        driven.publish(Mails.of(connection, "after-the-end"));

        JsonNode result = driven.result("after-the-end");
        assertThat(result.path("status").asText()).isNotEqualTo("SENT");
        assertThat(result.path("code").asText()).contains("DISCONNECTED");
        assertThat(driven.submissions("after-the-end")).isZero();
        assertThat(driven.lab().graphRequests().toString())
                .contains("before-the-end")
                .doesNotContain("after-the-end");
    }
}
