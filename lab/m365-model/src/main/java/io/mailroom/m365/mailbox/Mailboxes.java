package io.mailroom.m365.mailbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The mailboxes by their account's object id. */
public final class Mailboxes {
    private final Map<String, Mailbox> byOid = new ConcurrentSkipListMap<>();
    private final ItemIds ids;

    public Mailboxes(ItemIds ids) {
        this.ids = ids;
    }

    public ItemIds ids() {
        return ids;
    }

    /** In the order of their object ids. */
    public List<Mailbox> all() {
        return List.copyOf(byOid.values());
    }

    public Mailbox findOrCreate(String oid) {
        return byOid.computeIfAbsent(oid, it -> new Mailbox(it, ids));
    }

    public Optional<Mailbox> find(String oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    public List<MailboxState> states() {
        return byOid.values().stream()
                .map(mailbox -> mailbox.locked(mailbox::state))
                .toList();
    }

    public void restore(Collection<MailboxState> states) {
        states.forEach(state -> byOid.put(state.oid(), new Mailbox(state, ids)));
    }
}
