package io.mailroom.auth.testing;

import io.mailroom.m365.directory.Account;
import java.time.Instant;

/** Who signs in. */
public record Person(String tenant, String oid, String address, String name) {
    public static final Person ADELE = new Person(
            TestingEntra.CONTOSO, "0a0a0a0a-0000-4000-8000-000000000001", "adele@contoso.example", "Adele Vance");
    public static final Person ALEX = new Person(
            TestingEntra.CONTOSO, "0a0a0a0a-0000-4000-8000-000000000002", "alex@contoso.example", "Alex Wilber");

    Account account() {
        return new Account(oid, address, name, tenant, false, Instant.EPOCH);
    }
}
