package io.mailroom.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.wire.MailJson;
import org.junit.jupiter.api.Test;

class ConnectionsCommandTest {
    @Test
    void a_connection_is_a_line_with_state_id_and_mailbox() {
        assertThat(ConnectionsCommand.line(MailJson.object()
                        .put("connectionId", "c-1")
                        .put("state", "CONNECTED")
                        .put("mailbox", "adele@contoso.example")))
                .isEqualTo("CONNECTED       c-1  adele@contoso.example");
    }

    @Test
    void what_a_person_can_do_stands_below_it() {
        assertThat(ConnectionsCommand.line(MailJson.object()
                        .put("connectionId", "c-2")
                        .put("state", "NEEDS_ADMIN")
                        .put("nextStep", "Ask an administrator.")))
                .isEqualTo("NEEDS_ADMIN     c-2  (nobody signed in yet)%n  Ask an administrator.".formatted());
    }
}
