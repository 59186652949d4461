package io.mailroom.m365.directory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Everyone with a mailbox, found by object id or by address in any case. */
public final class Accounts {
    private final Map<String, Account> byOid = new ConcurrentHashMap<>();
    private final Map<String, String> oidByAddress = new ConcurrentHashMap<>();

    /** The account of that address; a new one has an id derived from it, so that a wiped simulator makes it again. */
    public synchronized Account findOrCreate(String address, String displayName, Tenant tenant) {
        return byAddress(address).orElseGet(() -> put(newAccount(address, displayName, tenant)));
    }

    private static Account newAccount(String address, String displayName, Tenant tenant) {
        String key = "account:" + tenant.id() + ":" + address.toLowerCase(Locale.ROOT);
        String oid =
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        return new Account(oid, address, displayName, tenant.id(), false, Instant.EPOCH);
    }

    public Account put(Account account) {
        byOid.put(account.oid(), account);
        oidByAddress.put(account.address().toLowerCase(Locale.ROOT), account.oid());
        return account;
    }

    public Optional<Account> byOid(String oid) {
        return Optional.ofNullable(byOid.get(oid.toLowerCase(Locale.ROOT)));
    }

    public Optional<Account> byAddress(String address) {
        return Optional.ofNullable(oidByAddress.get(address.toLowerCase(Locale.ROOT)))
                .flatMap(this::byOid);
    }

    public List<Account> all() {
        return List.copyOf(byOid.values());
    }

    public void restore(Collection<Account> saved) {
        saved.forEach(this::put);
    }
}
