package io.mailroom.m365.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Tenants;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The identity platform over a model's directory. Whatever it does not do is thrown as an {@link EntraRefusal}. */
public final class Entra {
    private final M365Model model;
    private final SigningKey key;
    private final SecretLog secrets;
    private final TokenVault vault = new TokenVault();
    private final TokenFactory tokens;
    private final TokenEndpoint endpoint;

    /** @param clientClock the time by which clients sign their assertions, which may be behind the platform's */
    public Entra(
            M365Model model,
            SigningKey key,
            RandomGenerator random,
            InstantSource clock,
            InstantSource clientClock,
            Supplier<? extends EntraSettings> settings) {
        this.model = model;
        this.key = key;
        this.secrets = new SecretLog(clock);
        this.tokens = new TokenFactory(vault, key, secrets, random, clock, settings);
        var clients = new ClientAuthentication(model.apps(), secrets, clientClock);
        this.endpoint = new TokenEndpoint(model, clients, vault, tokens, secrets, clock, settings);
    }

    public AuthorizeChecks authorize(Parameters parameters, String baseUrl) {
        return new AuthorizeChecks(model, parameters, baseUrl);
    }

    /** Whether the person has allowed the app all of that before. */
    public boolean consented(AuthorizeRequest request, Account account) {
        return model.consents().of(account.oid(), request.clientId()).containsAll(Scopes.graphOnly(request.scopes()));
    }

    /** The person allows the app what it asked for. @return the code for the app */
    public String consent(AuthorizeRequest request, Account account) {
        model.consents().grant(account.oid(), request.clientId(), request.scopes());
        return tokens.code(request, account);
    }

    public ObjectNode token(TokenRequest request) {
        return endpoint.answer(request);
    }

    /** A refresh token as if the person had consented and the app had redeemed the code. */
    public String refreshToken(AppRegistration app, Account account, Set<String> scopes) {
        model.consents().grant(account.oid(), app.clientId(), scopes);
        return tokens.refreshToken(app, account, scopes);
    }

    /** What an app would get for an API of its own, as long as its roles are these. */
    public ObjectNode serviceToken(AppRegistration app, String audience, String baseUrl) {
        return tokens.serviceToken(app, app.tenant(), audience, baseUrl);
    }

    /** Whom a token request is about, as far as it tells. */
    public Optional<Account> account(Parameters form) {
        return endpoint.account(form);
    }

    /** Which app a request says it comes from. */
    public static Optional<String> clientId(Optional<String> authorization, Parameters form) {
        return ClientAuthentication.clientId(authorization, form);
    }

    /** The OpenID metadata of a tenant (facts A1). */
    public ObjectNode metadata(String baseUrl, String tenantPath) {
        Tenants tenants = model.tenants();
        String tenant = TenantPath.normal(tenantPath, tenants);
        String base = baseUrl + "/" + tenant;
        boolean shared = tenants.find(tenant).isEmpty();
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("issuer", baseUrl + "/" + (shared ? "{tenantid}" : tenant) + "/v2.0");
        metadata.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
        metadata.put("token_endpoint", base + "/oauth2/v2.0/token");
        metadata.put("jwks_uri", base + "/discovery/v2.0/keys");
        list(
                metadata,
                "token_endpoint_auth_methods_supported",
                "client_secret_post client_secret_basic private_key_jwt");
        list(metadata, "response_modes_supported", "query fragment form_post");
        list(metadata, "response_types_supported", "code");
        list(metadata, "subject_types_supported", "pairwise");
        list(metadata, "id_token_signing_alg_values_supported", "RS256");
        list(metadata, "scopes_supported", "openid profile email offline_access");
        list(metadata, "claims_supported", "sub iss aud exp iat nonce preferred_username name tid ver");
        return metadata;
    }

    private static void list(ObjectNode metadata, String name, String values) {
        Scopes.words(values).forEach(metadata.putArray(name)::add);
    }

    /** The public half of the signing key as a JSON Web Key Set, RFC 7517. */
    public String keys(String tenantPath) {
        TenantPath.normal(tenantPath, model.tenants());
        return key.publicKeys();
    }

    public TokenVault vault() {
        return vault;
    }

    public List<SecretLog.Entry> secrets() {
        return secrets.all();
    }

    public EntraState state() {
        return new EntraState(key.save(), vault.accessTokens(), vault.refreshTokens(), secrets.all());
    }

    public void restore(EntraState saved) {
        key.restore(saved.signingKey());
        vault.restore(saved.accessTokens(), saved.refreshTokens());
        secrets.restore(saved.secrets());
    }
}
