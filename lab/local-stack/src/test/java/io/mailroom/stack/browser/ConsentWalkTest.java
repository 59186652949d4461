package io.mailroom.stack.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ConsentWalkTest {
    @Test
    void an_error_in_the_return_address_is_a_refusal() {
        assertThat(ConsentWalk.refusal(URI.create("http://localhost/?connectionId=c-1&error=ADMIN_REQUIRED")))
                .contains("ADMIN_REQUIRED");
    }

    @Test
    void without_one_it_is_none() {
        assertThat(ConsentWalk.refusal(URI.create("http://localhost/?connectionId=c-1&status=connected")))
                .isEmpty();
        assertThat(ConsentWalk.refusal(URI.create("http://localhost/"))).isEmpty();
    }
}
