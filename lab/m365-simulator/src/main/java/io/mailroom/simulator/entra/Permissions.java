package io.mailroom.simulator.entra;

import io.mailroom.simulator.entra.EntraPages.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scopes in the words of the consent page. */
final class Permissions {
    private static final Map<String, Permission> WORDS = Map.of(
            "Mail.Send", new Permission("Send mail as you", "Allows the app to send mail as you."),
            "Mail.ReadWrite",
                    new Permission(
                            "Read and write access to your mail",
                            "Allows the app to create, read, update and delete your mail. It can't send mail."),
            "Mail.Read", new Permission("Read your mail", "Allows the app to read your mail."),
            "Mail.ReadBasic",
                    new Permission(
                            "Read your basic mail", "Allows the app to read your mail except bodies and attachments."),
            "Mail.ReadWrite.Shared",
                    new Permission(
                            "Read and write mail you can access",
                            "Allows the app to create, read, update and delete mail you have permission to access."),
            "Mail.Send.Shared",
                    new Permission(
                            "Send mail on behalf of others", "Allows the app to send mail as others you may send for."),
            "User.Read", new Permission("View your basic profile", "Allows the app to see your name and address."),
            "offline_access",
                    new Permission(
                            "Maintain access to data you have given it access to",
                            "Allows the app to see and update the data even when you are not using it."));

    private Permissions() {}

    static List<Permission> of(Set<String> scopes) {
        return scopes.stream()
                .filter(scope -> !Set.of("openid", "profile", "email").contains(scope))
                .map(scope -> WORDS.getOrDefault(scope, new Permission(scope, "")))
                .toList();
    }
}
