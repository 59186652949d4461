package io.mailroom.simulator.graph;

import java.util.List;
import java.util.Set;

/** What an operation needs of the token; the shared variant for a mailbox that is not the caller's own. */
enum RequiredScope {
    PROFILE(List.of("User.Read", "User.ReadWrite", "User.Read.All")),
    READ_BASIC(List.of("Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite")),
    READ(List.of("Mail.Read", "Mail.ReadWrite")),
    WRITE(List.of("Mail.ReadWrite")),
    SEND(List.of("Mail.Send"));

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which cannot be changed
    private final List<String> scopes;

    RequiredScope(List<String> scopes) {
        this.scopes = scopes;
    }

    boolean metBy(Set<String> granted, boolean ownMailbox) {
        return scopes.stream().anyMatch(scope -> granted.contains(ownMailbox ? scope : scope + ".Shared"));
    }
}
