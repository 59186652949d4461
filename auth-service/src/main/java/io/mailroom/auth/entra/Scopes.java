package io.mailroom.auth.entra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Mailroom asks of a user: to read and write their mail and to send it, the same in mailboxes shared with them only
 * if such a mailbox was named, and to go on without them ({@code offline_access}). {@code openid profile} tell who they
 * are, so {@code User.Read} is not needed.
 */
public final class Scopes {
    private static final List<String> SIGN_IN = List.of("openid", "profile", "offline_access");
    private static final List<String> MAIL = List.of("Mail.ReadWrite", "Mail.Send");
    private static final List<String> SHARED = List.of("Mail.ReadWrite.Shared", "Mail.Send.Shared");

    private Scopes() {}

    /** The permissions on Graph that a connection cannot do without, in short form. */
    private static List<String> needed(boolean sharedMailboxes) {
        return sharedMailboxes ? Stream.concat(MAIL.stream(), SHARED.stream()).toList() : MAIL;
    }

    static String requested(Cloud cloud, boolean sharedMailboxes) {
        List<String> all = new ArrayList<>(SIGN_IN);
        needed(sharedMailboxes).forEach(name -> all.add(cloud.scopePrefix() + name));
        return String.join(" ", all);
    }

    /**
     * Entra answers in short or in prefixed form, in any case of letters, and may grant more than was asked. No scope at all
     * in an answer says that what was asked for was granted (RFC 6749 section 5.1).
     */
    public static List<String> missing(Cloud cloud, Set<String> granted, boolean sharedMailboxes) {
        if (granted.isEmpty()) {
            return List.of();
        }
        String prefix = cloud.scopePrefix().toLowerCase(Locale.ROOT);
        Set<String> held = granted.stream()
                .map(scope -> scope.toLowerCase(Locale.ROOT))
                .map(scope -> scope.startsWith(prefix) ? scope.substring(prefix.length()) : scope)
                .collect(Collectors.toSet());
        return needed(sharedMailboxes).stream()
                .filter(name -> !held.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
