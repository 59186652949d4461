package io.mailroom.m365.entra;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.AppRegistration;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for an authorize request (facts A2, A3). What {@link #client} refuses is shown to the person, since nobody
 * knows yet whose redirect URI that is; what {@link #check} refuses goes back to the redirect URI.
 */
public final class AuthorizeChecks {
    private static final Set<String> PROMPTS = Set.of("login", "none", "consent", "select_account");
    private static final Set<String> RESPONSE_MODES = Set.of("query", "fragment", "form_post");

    private final M365Model model;
    private final Parameters parameters;
    private final String baseUrl;

    AuthorizeChecks(M365Model model, Parameters parameters, String baseUrl) {
        this.model = model;
        this.parameters = parameters;
        this.baseUrl = baseUrl;
    }

    /**
     * Who asks, and where errors may be sent.
     *
     * @param tenantPath the tenant in its one spelling
     * @param redirectUri one of the app's own
     */
    public record Client(String tenantPath, AppRegistration app, String redirectUri) {}

    public Client client(String tenantPath) {
        String tenant = TenantPath.normal(tenantPath, model.tenants());
        String clientId = parameters.filled("client_id").orElseThrow(() -> EntraRefusal.missing("client_id"));
        AppRegistration app = model.apps().find(clientId).orElseThrow(() -> TenantPath.unknownApp(clientId, tenant));
        String redirectUri = redirectUri(app);
        TenantPath.admit(tenant, app);
        return new Client(tenant, app, redirectUri);
    }

    private String redirectUri(AppRegistration app) {
        String given = parameters
                .filled("redirect_uri")
                .orElseThrow(() -> EntraRefusal.of(900971, "No reply address provided."));
        if (app.redirectUris().stream().noneMatch(registered -> RedirectUris.match(registered, given))) {
            throw EntraRefusal.of(
                    50011,
                    "The redirect URI '" + given + "' specified in the request does not match the redirect URIs"
                            + " configured for the application '" + app.clientId() + "'.");
        }
        return given;
    }

    /** The response mode, or {@code query} when what was asked for does not exist. */
    public String responseMode() {
        return parameters
                .filled("response_mode")
                .filter(RESPONSE_MODES::contains)
                .orElse("query");
    }

    public AuthorizeRequest check(Client client) {
        checkResponse();
        Optional<String> prompt = parameters.filled("prompt");
        checkPrompt(prompt);
        checkChallenge();
        String scope = parameters.filled("scope").orElseThrow(() -> EntraRefusal.missing("scope"));
        return new AuthorizeRequest(
                client.tenantPath(),
                client.app().clientId(),
                client.redirectUri(),
                responseMode(),
                parameters.get("state"),
                parameters.filled("nonce"),
                Scopes.parse(scope, baseUrl),
                parameters.filled("code_challenge"),
                parameters.filled("code_challenge_method").orElse("plain").equals("S256"),
                parameters.filled("login_hint"),
                prompt.equals(Optional.of("consent")));
    }

    private void checkResponse() {
        String type = parameters.filled("response_type").orElseThrow(() -> EntraRefusal.missing("response_type"));
        if (!type.equals("code")) {
            throw EntraRefusal.of(700054, "response_type '" + type + "' is not enabled for the application.");
        }
        parameters
                .filled("response_mode")
                .filter(mode -> !RESPONSE_MODES.contains(mode))
                .ifPresent(mode -> {
                    throw EntraRefusal.of(9002313, "Invalid request. response_mode '" + mode + "' is not supported.");
                });
    }

    private void checkPrompt(Optional<String> prompt) {
        prompt.filter(value -> !PROMPTS.contains(value)).ifPresent(value -> {
            throw EntraRefusal.of(90023, "Unsupported 'prompt' value.");
        });
        if (prompt.equals(Optional.of("none"))) {
            throw EntraRefusal.of(50058);
        }
        if (prompt.equals(Optional.of("select_account"))
                && parameters.filled("login_hint").isPresent()) {
            throw EntraRefusal.of(9002313, "Invalid request. login_hint and prompt=select_account can't be combined.");
        }
    }

    private void checkChallenge() {
        String method = parameters.filled("code_challenge_method").orElse("plain");
        if (!Set.of("S256", "plain").contains(method)) {
            throw EntraRefusal.of(9002313, "Invalid request. code_challenge_method '" + method + "' is not supported.");
        }
        parameters
                .get("code_challenge")
                .filter(challenge -> !Pkce.sized(challenge))
                .ifPresent(_ -> {
                    throw EntraRefusal.of(50147);
                });
    }
}
