package io.mailroom.m365.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.settings.ExchangeSettings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeltaReaderTest {
    private static final ExchangeSettings USUAL = new ExchangeSettings() {};
    private static final int ALL = DeltaReader.MOST_WITH_FILTER + 1;

    private final Instant now = Instant.parse("2026-01-15T08:00:00Z");
    private final M365Model model = new M365Model(new SplittableRandom(1), () -> now, () -> USUAL);
    private final Mailbox mailbox = model.mailboxes().findOrCreate("adele");

    private DeltaPage firstRound(@Nullable Instant receivedFrom) {
        for (int i = 0; i < ALL; i++) {
            var message = NewMessage.complete(
                    JsonNodeFactory.instance.objectNode(), false, "contoso.example", now, mailbox.ids());
            mailbox.add(WellKnownFolder.INBOX, message, List.of(), List.of(), Stage.SETTLED, now);
        }
        var options = new DeltaOptions(List.of(), Set.of(), false, receivedFrom, false, "", false);
        String inbox = mailbox.folder(WellKnownFolder.INBOX).id();
        DeltaStream stream = model.deltaStreams().begin("adele", inbox, options);
        return new DeltaReader(mailbox, stream, USUAL, now).read(DeltaReader.beginning(stream, mailbox, USUAL), ALL);
    }

    @Test
    void a_first_round_with_a_filter_ends_after_5000_messages() {
        DeltaPage page = firstRound(Instant.EPOCH);

        assertThat(page.entries()).hasSize(5_000);
        assertThat(page.next().complete()).isTrue();
    }

    @Test
    void a_first_round_without_one_tells_of_all() {
        assertThat(firstRound(null).entries()).hasSize(ALL);
    }
}
