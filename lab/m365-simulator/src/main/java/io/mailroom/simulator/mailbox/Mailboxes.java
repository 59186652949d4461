package io.mailroom.simulator.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The mailboxes by their account's object id. */
@ApplicationScoped
public class Mailboxes {
    private final Map<String, Mailbox> byOid = new ConcurrentHashMap<>();

    public Mailbox findOrCreate(String oid) {
        return byOid.computeIfAbsent(oid, it -> new Mailbox(it));
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
        states.forEach(state -> byOid.put(state.oid(), new Mailbox(state)));
    }
}
