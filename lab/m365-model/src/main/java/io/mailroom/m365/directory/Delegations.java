package io.mailroom.m365.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Exchange's rights of one account in another's mailbox: what makes a mailbox shared. */
public final class Delegations {
    private final Map<String, Delegation> byMailboxAndUser = new ConcurrentHashMap<>();

    /** @param mailbox and {@code user} are object ids */
    public record Delegation(String mailbox, String user, boolean fullAccess, boolean sendAs, boolean sendOnBehalf) {}

    public void put(Delegation delegation) {
        byMailboxAndUser.put(key(delegation.mailbox(), delegation.user()), delegation);
    }

    public Optional<Delegation> find(String mailboxOid, String userOid) {
        return Optional.ofNullable(byMailboxAndUser.get(key(mailboxOid, userOid)));
    }

    private static String key(String mailbox, String user) {
        return mailbox + "/" + user;
    }

    public List<Delegation> all() {
        return List.copyOf(byMailboxAndUser.values());
    }

    public void restore(Collection<Delegation> saved) {
        saved.forEach(this::put);
    }
}
