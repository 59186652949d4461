package io.mailroom.auth.entra;

import java.net.URI;

/**
 * One cloud's hosts.
 *
 * @param loginUrl without a slash at its end
 * @param graphUrl with its version, without a slash at its end
 */
public record Cloud(String name, URI loginUrl, URI graphUrl, String scopePrefix) {
    private static final String VERSION = "/v1.0";

    static Cloud of(String name, EntraConfig.CloudProfile profile) {
        String graph = trimmed(profile.graphUrl());
        return new Cloud(
                name,
                URI.create(trimmed(profile.loginUrl())),
                URI.create(graph.endsWith(VERSION) ? graph : graph + VERSION),
                profile.scopePrefix());
    }

    private static String trimmed(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    URI endpoint(Authority authority, String path) {
        return URI.create(loginUrl + "/" + authority.tenant() + path);
    }

    /** The issuer of id_tokens for users of this tenant (facts: {@code {login}/{tid}/v2.0}). */
    String issuer(String tenantId) {
        return loginUrl + "/" + tenantId + "/v2.0";
    }
}
