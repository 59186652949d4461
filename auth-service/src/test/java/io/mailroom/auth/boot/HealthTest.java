package io.mailroom.auth.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingBrowser;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class HealthTest {
    @TestHTTPResource("/")
    URI service;

    @Test
    void is_ready_and_says_of_what() {
        HttpResponse<String> ready = new TestingBrowser(service).open("/q/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .contains("connection events", "identity platform", "Database connections", "good for 30 days");
    }

    @Test
    void is_alive() {
        assertThat(new TestingBrowser(service).open("/q/health/live").statusCode())
                .isEqualTo(200);
    }

    @Test
    void counts() {
        HttpResponse<String> metrics = new TestingBrowser(service).open("/q/metrics");

        assertThat(metrics.body()).contains("jvm_memory_used_bytes", "mailroom_credential_expiry_seconds");
    }
}
