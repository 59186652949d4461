package io.mailroom.model.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailBodyTest {
    @Test
    void of_a_body_its_length_is_printed_and_nothing_else() {
        assertThat(new MailBody.Html("<p>Please pay.</p>")).hasToString("Html[18 characters]");
        assertThat(new MailBody.PlainText("Please pay.")).hasToString("PlainText[11 characters]");
    }
}
