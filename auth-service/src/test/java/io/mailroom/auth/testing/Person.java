package io.mailroom.auth.testing;

/** Who signs in. */
public record Person(String tenant, String oid, String address, String name) {
    public static final Person ADELE = new Person(
            TestingEntra.CONTOSO, "0a0a0a0a-0000-4000-8000-000000000001", "adele@contoso.example", "Adele Vance");
    public static final Person ALEX = new Person(
            TestingEntra.CONTOSO, "0a0a0a0a-0000-4000-8000-000000000002", "alex@contoso.example", "Alex Wilber");
}
