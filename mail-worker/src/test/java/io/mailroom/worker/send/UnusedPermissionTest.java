package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.result.Ending;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.testing.TestingMailbox.SendFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of a mailbox that may send once a minute: what was not submitted costs it no place. */
class UnusedPermissionTest {
    private final Sender sender = new Sender(1);

    @Test
    void that_grew_too_old_costs_no_place_in_the_pace() {
        sender.permissions.commitTakes = Duration.ofSeconds(11);

        sender.run(null);

        assertThat(sender.waits.waited()).isEmpty();
        assertThat(sender.mailbox.submissions).hasSize(1);
    }

    @Test
    void that_could_not_be_written_costs_no_place_in_the_pace() {
        sender.permissions.owned = false;
        sender.run(null);
        sender.permissions.owned = true;

        sender.takeOver(null);

        assertThat(sender.waits.waited()).isEmpty();
        assertThat(sender.mailbox.submissions).hasSize(1);
    }

    @Test
    void whose_token_Graph_refused_costs_no_place_in_the_pace() {
        sender.mailbox.sendFaults.add(SendFault.TOKEN_REFUSED);

        Outcome outcome = sender.run(null);

        assertThat(sender.waits.waited()).isEmpty();
        assertThat(((Outcome.Ended) outcome).ending()).isInstanceOf(Ending.Sent.class);
    }

    @Test
    void that_was_used_costs_its_place() {
        sender.mailbox.sendFaults.add(SendFault.NOT_EXECUTED_429);

        sender.run(null);

        assertThat(sender.waits.waited().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofMinutes(1));
    }
}
