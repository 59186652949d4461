package io.mailroom.m365.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.entra.TokenFactory.Wanted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** POST {tenant}/oauth2/v2.0/token (facts A4 to A7). */
class TokenEndpoint {
    static final Duration CODE_LIFE = Duration.ofMinutes(10);
    static final Duration REFRESH_INACTIVITY = Duration.ofDays(90);

    private final M365Model model;
    private final ClientAuthentication authentication;
    private final TokenVault vault;
    private final TokenFactory tokens;
    private final SecretLog log;
    private final InstantSource clock;
    private final Supplier<? extends EntraSettings> settings;

    TokenEndpoint(
            M365Model model,
            ClientAuthentication authentication,
            TokenVault vault,
            TokenFactory tokens,
            SecretLog log,
            InstantSource clock,
            Supplier<? extends EntraSettings> settings) {
        this.model = model;
        this.authentication = authentication;
        this.vault = vault;
        this.tokens = tokens;
        this.log = log;
        this.clock = clock;
        this.settings = settings;
    }

    ObjectNode answer(TokenRequest request) {
        Parameters form = request.form();
        String grant = form.filled("grant_type").orElseThrow(() -> EntraRefusal.missing("grant_type"));
        String tenant = TenantPath.normal(request.tenantPath(), model.tenants());
        AppRegistration app = authentication.authenticate(request, tenant);
        TenantPath.admit(tenant, app);
        return switch (grant) {
            case "authorization_code" -> redeem(request, app, tenant);
            case "refresh_token" -> refresh(request, app, tenant);
            case "client_credentials" -> service(request, app, tenant);
            default -> throw EntraRefusal.of(70003, "The app requested an unsupported grant type '" + grant + "'.");
        };
    }

    private ObjectNode redeem(TokenRequest request, AppRegistration app, String tenant) {
        Parameters form = request.form();
        String code = form.filled("code").orElseThrow(() -> EntraRefusal.missing("code"));
        IssuedCode issued = vault.code(code).orElseThrow(() -> EntraRefusal.of(70000));
        checkCode(issued, app, tenant, form);
        if (!vault.spend(code, issued)) {
            throw EntraRefusal.of(54005);
        }
        log.add("code", code, app.clientId(), null, null);
        form.filled("code_verifier").ifPresent(it -> log.add("code_verifier", it, app.clientId(), null, null));
        Set<String> scopes = narrowed(request, issued.request().scopes());
        Account account = account(issued.oid());
        return tokens.userTokens(
                new Wanted(app, account, scopes, issued.request().nonce(), request.baseUrl()), true);
    }

    private void checkCode(IssuedCode issued, AppRegistration app, String tenant, Parameters form) {
        AuthorizeRequest request = issued.request();
        if (!request.clientId().equals(app.clientId())) {
            throw EntraRefusal.of(70000, "The authorization code was issued to another application.");
        }
        if (issued.redeemed()) {
            throw EntraRefusal.of(54005);
        }
        if (!request.tenantPath().equals(tenant)) {
            throw EntraRefusal.of(700005);
        }
        if (clock.instant().isAfter(issued.issuedAt().plus(CODE_LIFE))) {
            throw EntraRefusal.of(70008);
        }
        String redirectUri = form.filled("redirect_uri").orElseThrow(() -> EntraRefusal.missing("redirect_uri"));
        if (!redirectUri.equals(request.redirectUri())) {
            throw EntraRefusal.of(
                    500112,
                    "The reply address '" + redirectUri + "' does not match the reply address provided when requesting"
                            + " Authorization code.");
        }
        if (!Pkce.fits(request, form.filled("code_verifier"))) {
            throw EntraRefusal.of(501481);
        }
    }

    private ObjectNode refresh(TokenRequest request, AppRegistration app, String tenant) {
        Parameters form = request.form();
        String token = form.filled("refresh_token").orElseThrow(() -> EntraRefusal.missing("refresh_token"));
        RefreshGrant grant = vault.refresh(token)
                .filter(found -> found.clientId().equals(app.clientId()))
                .orElseThrow(() -> EntraRefusal.of(70000));
        Account account = account(grant.oid());
        checkRefresh(grant, account, app, tenant);
        Set<String> scopes = narrowed(request, grant.scopes());
        if (!model.consents().of(account.oid(), app.clientId()).containsAll(Scopes.graphOnly(scopes))) {
            throw new EntraRefusal(AadError.of(65001), Optional.of("consent_required"));
        }
        vault.use(token, clock.instant());
        log.add("refresh_token", token, app.clientId(), account.address(), null);
        return tokens.userTokens(
                new Wanted(app, account, scopes, Optional.empty(), request.baseUrl()),
                !settings.get().omitRefreshToken());
    }

    private void checkRefresh(RefreshGrant grant, Account account, AppRegistration app, String tenant) {
        if (!TenantPath.holds(tenant, app, account)) {
            throw EntraRefusal.of(50020);
        }
        if (grant.issuedAt().isBefore(account.sessionsValidFrom())) {
            throw EntraRefusal.of(50173);
        }
        if (clock.instant().isAfter(grant.usedAt().plus(REFRESH_INACTIVITY))) {
            throw EntraRefusal.of(700082);
        }
    }

    private ObjectNode service(TokenRequest request, AppRegistration app, String tenant) {
        String scope = request.form().filled("scope").orElseThrow(() -> EntraRefusal.missing("scope"));
        if (ClientAuthentication.isPublic(app)) {
            throw EntraRefusal.of(7000218);
        }
        if (!scope.endsWith("/.default") || scope.contains(" ")) {
            throw EntraRefusal.of(
                    1002012,
                    "The provided value for scope " + scope + " is not valid. Client credential flows must have a scope"
                            + " value with /.default suffixed to the resource identifier (application ID URI).");
        }
        String resource = scope.substring(0, scope.length() - "/.default".length());
        String tenantId = model.tenants().find(tenant).isPresent() ? tenant : app.tenant();
        if (resource.startsWith("api://")) {
            return tokens.serviceToken(app, tenantId, resource, request.baseUrl());
        }
        if (resource.contains("graph")) {
            return tokens.graphAppToken(app);
        }
        throw EntraRefusal.of(
                500011, "The resource principal named " + resource + " was not found in the tenant named " + tenantId);
    }

    /** The scopes of this call: those named, else all; offline_access and openid stay, as Entra keeps them. */
    private static Set<String> narrowed(TokenRequest request, Set<String> granted) {
        Optional<String> asked = request.form().filled("scope");
        if (asked.isEmpty() || asked.get().endsWith("/.default")) {
            return granted;
        }
        Set<String> wanted = new TreeSet<>(Scopes.parse(asked.get(), request.baseUrl()));
        if (!granted.containsAll(Scopes.graphOnly(wanted))) {
            throw new EntraRefusal(AadError.of(65001), Optional.of("consent_required"));
        }
        wanted.addAll(granted.stream().filter(scope -> !scope.contains(".")).toList());
        return wanted;
    }

    private Account account(String oid) {
        Account account = model.accounts().byOid(oid).orElseThrow(() -> EntraRefusal.of(50034));
        if (account.disabled()) {
            throw EntraRefusal.of(50057);
        }
        return account;
    }

    /** Whom a token request is about. */
    Optional<Account> account(Parameters form) {
        Optional<String> byCode = form.filled("code").flatMap(vault::code).map(IssuedCode::oid);
        return byCode.or(() ->
                        form.filled("refresh_token").flatMap(vault::refresh).map(RefreshGrant::oid))
                .flatMap(model.accounts()::byOid);
    }
}
