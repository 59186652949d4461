package io.mailroom.simulator.directory;

import java.util.List;

/**
 * An app as its publisher registered it. Without secrets it is a public client.
 *
 * @param tenant the id of the tenant it is registered in
 * @param expiredSecrets once good; refused with a reason of their own
 */
public record AppRegistration(
        String clientId,
        String displayName,
        List<String> secrets,
        List<String> expiredSecrets,
        List<String> redirectUris,
        List<String> roles,
        String tenant,
        boolean multiTenant) {}
