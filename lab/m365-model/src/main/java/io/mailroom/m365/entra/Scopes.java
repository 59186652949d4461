package io.mailroom.m365.entra;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Delegated permissions as they are asked for and granted; a scope without a prefix is Graph's. */
public final class Scopes {
    private static final Set<String> OIDC = Set.of("openid", "profile", "email", "offline_access");
    private static final Set<String> GRAPH = Set.of(
            "User.Read",
            "User.ReadBasic.All",
            "Mail.Read",
            "Mail.ReadBasic",
            "Mail.ReadWrite",
            "Mail.Send",
            "Mail.Read.Shared",
            "Mail.ReadBasic.Shared",
            "Mail.ReadWrite.Shared",
            "Mail.Send.Shared",
            "MailboxSettings.Read",
            "MailboxSettings.ReadWrite",
            "MailboxFolder.Read",
            "MailboxFolder.ReadWrite");
    private static final List<String> GRAPH_ROOTS = List.of(
            "https://graph.microsoft.com/",
            "https://graph.microsoft.us/",
            "https://dod-graph.microsoft.us/",
            "https://microsoftgraph.chinacloudapi.cn/");

    private Scopes() {}

    /** The scopes in their short form. */
    public static Set<String> parse(String scope, String baseUrl) {
        Set<String> scopes = new TreeSet<>();
        for (String name : words(scope)) {
            scopes.add(known(withoutRoot(name, baseUrl), name));
        }
        return scopes;
    }

    public static List<String> words(String scope) {
        return Stream.of(scope.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }

    private static String withoutRoot(String name, String baseUrl) {
        if (name.startsWith(baseUrl + "/")) {
            return name.substring(baseUrl.length() + 1);
        }
        return GRAPH_ROOTS.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(root -> name.substring(root.length()))
                .orElse(name);
    }

    private static String known(String scope, String asGiven) {
        for (Set<String> names : List.of(OIDC, GRAPH)) {
            for (String name : names) {
                if (name.equalsIgnoreCase(scope)) {
                    return name;
                }
            }
        }
        throw EntraRefusal.of(
                70011,
                "The provided request must include a 'scope' input parameter. The provided value for the input"
                        + " parameter 'scope' is not valid. The scope " + asGiven + " is not valid.");
    }

    /** As the token reply lists them: offline_access is never among them. */
    static String shown(Set<String> granted) {
        return String.join(
                " ",
                granted.stream()
                        .filter(scope -> !scope.equals("offline_access"))
                        .toList());
    }

    static Set<String> graphOnly(Set<String> scopes) {
        Set<String> graph = new TreeSet<>(scopes);
        graph.removeAll(OIDC);
        return graph;
    }
}
