package io.mailroom.m365;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.ExtendedProperty;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.PropertyId;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.transport.SendAnswer;
import io.mailroom.m365.transport.Submission;
import io.mailroom.m365.transport.Transport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A mailbox as a program uses it that marks each mail with a key of its own (facts B6, G2). Whatever is under way to it
 * has arrived before anything is looked at. For one thread.
 */
public final class MarkedMailbox {
    private final Account owner;
    private final Mailbox mailbox;
    private final Transport transport;
    private final InstantSource clock;
    private final Supplier<? extends ExchangeSettings> settings;
    private final String property;

    /** @param property the id of the extended property that holds the key */
    MarkedMailbox(
            Account owner,
            Mailbox mailbox,
            Transport transport,
            InstantSource clock,
            Supplier<? extends ExchangeSettings> settings,
            String property) {
        this.owner = owner;
        this.mailbox = mailbox;
        this.transport = transport;
        this.clock = clock;
        this.settings = settings;
        this.property = PropertyId.normal(property).orElseThrow();
    }

    /** What an item was marked with. */
    public static String key(Item item) {
        return item.extended().getFirst().value();
    }

    public Item create(String key) {
        String domain = owner.address().substring(owner.address().indexOf('@') + 1);
        Instant now = clock.instant();
        return mailbox.add(
                WellKnownFolder.DRAFTS,
                NewMessage.complete(JsonNodeFactory.instance.objectNode(), true, domain, now, mailbox.ids()),
                List.of(marked(key)),
                List.of(),
                Stage.DRAFT,
                now);
    }

    private ExtendedProperty marked(String key) {
        return new ExtendedProperty(property, key);
    }

    public SendAnswer send(Item item) {
        SendAnswer answer = transport.answerTo(item);
        if (answer == SendAnswer.ACCEPTED) {
            transport.submit(mailbox, item, new Submission(owner, owner, owner, "mailroom", true));
        }
        return answer;
    }

    /** By either of its ids. */
    public Optional<Item> find(String id) {
        return opened().find(id, clock.instant());
    }

    /** By the model's own name for it. */
    public Optional<Item> numbered(long itemKey) {
        return opened().byKey(itemKey);
    }

    /** As far as the filter sees them already, the oldest first. */
    public List<Item> findMarked(String key) {
        return opened().byExtended(marked(key)).stream()
                .filter(item -> settings.get().seenByKeyFilter(item, clock.instant()))
                .toList();
    }

    public void move(Item item, String folder) {
        mailbox.move(item, mailbox.folder(folder).orElseThrow().id(), clock.instant());
    }

    public void delete(Item item) {
        transport.delete(mailbox, item);
    }

    /** What stands there unsent and is not thrown away. */
    public long drafts() {
        String thrownAway = mailbox.folder(WellKnownFolder.DELETED_ITEMS).id();
        return opened().items(Optional.empty()).stream()
                .filter(item -> item.stage() == Stage.DRAFT)
                .filter(item -> !item.folderId().equals(thrownAway))
                .count();
    }

    public Folder folder(Item item) {
        return mailbox.folder(item.folderId()).orElseThrow();
    }

    private Mailbox opened() {
        transport.runDue();
        return mailbox;
    }
}
