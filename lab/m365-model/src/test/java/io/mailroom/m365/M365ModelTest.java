package io.mailroom.m365;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.ExtendedProperty;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.settings.SecondSend;
import io.mailroom.m365.transport.SendAnswer;
import io.mailroom.m365.transport.SentEntry;
import io.mailroom.m365.transport.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class M365ModelTest {
    private static final Duration TO_SENT_ITEMS = Duration.ofSeconds(10);

    private Instant now = Instant.parse("2026-01-15T08:00:00Z");
    private SecondSend secondSend = SecondSend.NOT_FOUND;
    private boolean deletedItemsFolder = true;

    private final M365Model model = new M365Model(new SplittableRandom(1), () -> now, Behaviour::new);
    private final Account owner = model.accounts()
            .findOrCreate("adele@contoso.example", "Adele", model.tenants().findOrCreate("contoso.example"));
    private final Mailbox mailbox = model.mailboxes().findOrCreate(owner.oid());

    private final class Behaviour implements ExchangeSettings {
        @Override
        public long sentItemsDelayMs() {
            return TO_SENT_ITEMS.toMillis();
        }

        @Override
        public SecondSend secondSend() {
            return secondSend;
        }

        @Override
        public boolean deletedItemsFolder() {
            return deletedItemsFolder;
        }
    }

    @Test
    void an_account_made_again_in_another_model_is_the_same() {
        var another = new M365Model(new SplittableRandom(2), () -> now, Behaviour::new);

        assertThat(another.accounts()
                        .findOrCreate(
                                "Adele@contoso.example", "A", another.tenants().findOrCreate("contoso.example"))
                        .oid())
                .isEqualTo(owner.oid());
    }

    private Item draft() {
        return mailbox.add(
                WellKnownFolder.DRAFTS,
                NewMessage.complete(JsonNodeFactory.instance.objectNode(), true, "contoso.example", now, mailbox.ids()),
                List.of(new ExtendedProperty("String 0x1", "key")),
                List.of(),
                Stage.DRAFT,
                now);
    }

    private void send(Item item) {
        model.transport().submit(mailbox, item, new Submission(owner, owner, owner, "app", true));
    }

    private Optional<Item> known(Item item) {
        return mailbox.find(item.immutableId(), now);
    }

    private void later(Duration time) {
        now = now.plus(time);
        model.transport().runDue();
    }

    private List<SentEntry> left() {
        return model.sent().all().stream().filter(entry -> !entry.cancelled()).toList();
    }

    @Test
    void the_same_chance_and_time_give_the_same_items() {
        var again = new M365ModelTest();

        assertThat(again.draft()).isEqualTo(draft()).isNotEqualTo(draft());
    }

    @Nested
    class A_sent_mail {
        private final Item item = draft();

        @Test
        void waits_in_drafts_and_then_stands_in_sent_items() {
            send(item);

            assertThat(known(item)).map(Item::folderId).contains(item.folderId());
            later(TO_SENT_ITEMS);
            assertThat(known(item))
                    .map(Item::folderId)
                    .contains(mailbox.folder(WellKnownFolder.SENT_ITEMS).id());
        }

        @Test
        void is_not_sent_if_it_is_deleted_while_it_waits() {
            send(item);
            model.transport().delete(mailbox, known(item).orElseThrow());
            later(TO_SENT_ITEMS);

            assertThat(left()).isEmpty();
            assertThat(known(item)).map(Item::stage).contains(Stage.DRAFT);
        }

        @Test
        void is_one_mail_if_it_is_taken_back_and_sent_again_while_it_waited() {
            send(item);
            model.transport().delete(mailbox, known(item).orElseThrow());
            send(known(item).orElseThrow());
            later(TO_SENT_ITEMS);

            assertThat(left()).hasSize(1);
        }

        @Test
        void is_answered_as_the_settings_say_when_it_is_sent_again() {
            assertThat(model.transport().answerTo(item)).isEqualTo(SendAnswer.ACCEPTED);
            send(item);

            assertThat(model.transport().answerTo(known(item).orElseThrow())).isEqualTo(SendAnswer.NOT_FOUND);
            secondSend = SecondSend.DUPLICATES;
            assertThat(model.transport().answerTo(known(item).orElseThrow())).isEqualTo(SendAnswer.ACCEPTED);
        }

        @Test
        void waits_longer_when_more_than_thirty_a_minute_are_sent() {
            for (int i = 0; i < 30; i++) {
                send(draft());
            }
            send(item);
            later(TO_SENT_ITEMS);

            assertThat(known(item)).map(Item::stage).contains(Stage.PENDING);
            later(Duration.ofMinutes(1));
            assertThat(known(item)).map(Item::stage).contains(Stage.SETTLED);
        }
    }

    @Nested
    class A_deleted_draft {
        private final Item item = draft();

        @Test
        void lies_in_deleted_items_and_is_found_there() {
            model.transport().delete(mailbox, item);

            assertThat(known(item)).isPresent();
            assertThat(mailbox.byExtended(new ExtendedProperty("String 0x1", "KEY")))
                    .hasSize(1);
        }

        @Test
        void is_gone_when_it_is_deleted_from_there() {
            model.transport().delete(mailbox, item);
            model.transport().delete(mailbox, known(item).orElseThrow());

            assertThat(known(item)).isEmpty();
        }

        @Test
        void is_gone_at_once_where_nothing_is_kept() {
            deletedItemsFolder = false;
            model.transport().delete(mailbox, item);

            assertThat(known(item)).isEmpty();
        }
    }
}
