package io.mailroom.auth.entra;

import io.mailroom.auth.entra.EntraConfig.Endpoints;
import io.mailroom.auth.problem.UnusableSettings;
import java.net.URI;
import java.util.stream.Stream;

/**
 * One cloud's hosts.
 *
 * @param loginUrl without a slash at its end
 * @param graphUrl with its version, without a slash at its end
 */
public record Cloud(String name, URI loginUrl, URI graphUrl, String scopePrefix, Endpoints endpoints) {
    private static final String VERSION = "/v1.0";
    private static final String TENANT = "<tenant>";

    static Cloud of(String name, EntraConfig.CloudProfile profile) {
        String graph = trimmed(profile.graphUrl());
        refuseForeign(name, profile.endpoints());
        return new Cloud(
                name,
                URI.create(trimmed(profile.loginUrl())),
                URI.create(graph.endsWith(VERSION) ? graph : graph + VERSION),
                profile.scopePrefix(),
                profile.endpoints());
    }

    /** Without its slash a path would go on where the host ends: {@code https://login.example} and {@code .other.example}. */
    private static void refuseForeign(String name, Endpoints paths) {
        boolean whole = Stream.of(paths.authorize(), paths.token(), paths.adminConsent(), paths.keys(), paths.issuer())
                .allMatch(path -> path.startsWith("/"));
        if (!whole) {
            throw new UnusableSettings(
                    "mailroom.entra.clouds." + name + ".endpoints holds a path that does not begin with a slash.");
        }
    }

    private static String trimmed(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    URI authorizeEndpoint(Authority authority) {
        return URI.create(at(endpoints.authorize(), authority.tenant()));
    }

    URI adminConsentEndpoint(Authority authority) {
        return URI.create(at(endpoints.adminConsent(), authority.tenant()));
    }

    URI tokenEndpoint(Authority authority) {
        return URI.create(at(endpoints.token(), authority.tenant()));
    }

    /** One set of keys signs for all tenants of a cloud. */
    URI keysEndpoint() {
        return URI.create(at(endpoints.keys(), Authority.ORGANIZATIONS.tenant()));
    }

    /** The issuer of id_tokens for users of this tenant. */
    String issuer(String tenantId) {
        return at(endpoints.issuer(), tenantId);
    }

    /** All of them stand on the login host: a path cannot lead to another one. */
    private String at(String path, String tenant) {
        return loginUrl + path.replace(TENANT, tenant);
    }
}
