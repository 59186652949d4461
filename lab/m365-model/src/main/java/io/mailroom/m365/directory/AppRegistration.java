package io.mailroom.m365.directory;

import java.util.List;
import java.util.Objects;

/**
 * An app as its publisher registered it. Without secrets and certificates it is a public client.
 *
 * @param tenant the id of the tenant it is registered in
 * @param expiredSecrets once good; refused with a reason of their own
 * @param certificates in PEM form; an assertion signed with the key of one is taken in place of a secret
 */
public record AppRegistration(
        String clientId,
        String displayName,
        List<String> secrets,
        List<String> expiredSecrets,
        List<String> certificates,
        List<String> redirectUris,
        List<String> roles,
        String tenant,
        boolean multiTenant) {
    /** A state saved before certificates were known has none. */
    public AppRegistration {
        certificates = Objects.requireNonNullElse(certificates, List.of());
    }
}
