package io.mailroom.m365.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.mailbox.ItemIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Makes codes, tokens and the body that carries them (facts A4, A5). */
class TokenFactory {
    private static final long ID_TOKEN_SECONDS = 3_600;

    private final TokenVault vault;
    private final SigningKey key;
    private final SecretLog log;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Supplier<? extends EntraSettings> settings;

    TokenFactory(
            TokenVault vault,
            SigningKey key,
            SecretLog log,
            RandomGenerator random,
            InstantSource clock,
            Supplier<? extends EntraSettings> settings) {
        this.vault = vault;
        this.key = key;
        this.log = log;
        this.random = random;
        this.clock = clock;
        this.settings = settings;
    }

    /** Everything a reply for a person depends on. */
    record Wanted(AppRegistration app, Account account, Set<String> scopes, Optional<String> nonce, String baseUrl) {}

    String code(AuthorizeRequest request, Account account) {
        Instant now = clock.instant();
        String code = random("1.", 480);
        vault.put(code, new IssuedCode(request, account.oid(), now, false));
        log.add("code", code, request.clientId(), account.address(), now.plus(TokenEndpoint.CODE_LIFE));
        return code;
    }

    ObjectNode userTokens(Wanted wanted, boolean withRefreshToken) {
        Instant now = clock.instant();
        long lifetime = lifetimeSeconds();
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("token_type", "Bearer").put("scope", Scopes.shown(wanted.scopes()));
        reply.put("expires_in", lifetime).put("ext_expires_in", lifetime);
        reply.put("access_token", accessToken(wanted, now, now.plusSeconds(lifetime)));
        if (withRefreshToken && wanted.scopes().contains("offline_access")) {
            reply.put("refresh_token", refreshToken(wanted.app(), wanted.account(), wanted.scopes()));
        }
        if (wanted.scopes().contains("openid")) {
            reply.put("id_token", idToken(wanted, now));
        }
        return reply;
    }

    private String accessToken(Wanted wanted, Instant now, Instant expiresAt) {
        String token = random("Ew", 1_100);
        vault.put(
                token,
                new AccessGrant(
                        wanted.app().clientId(),
                        wanted.account().oid(),
                        Scopes.graphOnly(wanted.scopes()),
                        now,
                        expiresAt));
        log.add("access_token", token, wanted.app().clientId(), wanted.account().address(), expiresAt);
        return token;
    }

    String refreshToken(AppRegistration app, Account account, Set<String> scopes) {
        Instant now = clock.instant();
        String token = random("1.", 760);
        vault.put(token, new RefreshGrant(app.clientId(), account.oid(), scopes, now, now));
        log.add("refresh_token", token, app.clientId(), account.address(), null);
        return token;
    }

    private String idToken(Wanted wanted, Instant now) {
        Account account = wanted.account();
        JwtClaims claims =
                claims(wanted.baseUrl(), account.tenantId(), wanted.app().clientId(), now, ID_TOKEN_SECONDS);
        claims.setSubject(pairwise(account.oid(), wanted.app().clientId()));
        wanted.nonce().ifPresent(nonce -> claims.setClaim("nonce", nonce));
        if (wanted.scopes().contains("profile")) {
            claims.setClaim("oid", account.oid());
            claims.setClaim("name", account.displayName());
            claims.setClaim("preferred_username", account.address());
        }
        if (wanted.scopes().contains("email")) {
            claims.setClaim("email", account.address());
        }
        String token = key.sign(claims);
        log.add("id_token", token, wanted.app().clientId(), account.address(), now.plusSeconds(ID_TOKEN_SECONDS));
        return token;
    }

    /** A service token for an API of ours: a signed JWT that the API checks by the published keys. */
    ObjectNode serviceToken(AppRegistration app, String tenantId, String audience, String baseUrl) {
        Instant now = clock.instant();
        long lifetime = lifetimeSeconds();
        JwtClaims claims = claims(baseUrl, tenantId, audience, now, lifetime);
        String principal = pairwise(app.clientId(), tenantId);
        claims.setSubject(principal);
        claims.setClaim("oid", principal);
        claims.setClaim("azp", app.clientId());
        claims.setClaim("azpacr", "1");
        claims.setStringListClaim("roles", app.roles());
        String token = key.sign(claims);
        log.add("service_token", token, app.clientId(), null, now.plusSeconds(lifetime));
        return appReply(token, lifetime);
    }

    /** A Graph token without a person behind it; Graph refuses it wherever a mailbox is touched. */
    ObjectNode graphAppToken(AppRegistration app) {
        Instant now = clock.instant();
        long lifetime = lifetimeSeconds();
        String token = random("Ew", 1_100);
        vault.put(token, new AccessGrant(app.clientId(), "", Set.of(), now, now.plusSeconds(lifetime)));
        log.add("access_token", token, app.clientId(), null, now.plusSeconds(lifetime));
        return appReply(token, lifetime);
    }

    private static ObjectNode appReply(String token, long lifetime) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("token_type", "Bearer").put("expires_in", lifetime).put("ext_expires_in", lifetime);
        return reply.put("access_token", token);
    }

    private JwtClaims claims(String baseUrl, String tenantId, String audience, Instant now, long seconds) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(baseUrl + "/" + tenantId + "/v2.0");
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + seconds));
        claims.setClaim("tid", tenantId);
        claims.setClaim("ver", "2.0");
        claims.setClaim("uti", new ItemIds(random).uuid().toString());
        return claims;
    }

    /** The same for one person and one app always, different for every pair (facts A12). */
    private static String pairwise(String who, String forWhom) {
        return UUID.nameUUIDFromBytes((who + "/" + forWhom).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Of a length Entra gives; too many bytes for one value to begin like another. */
    private String random(String prefix, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    private long lifetimeSeconds() {
        long fixed = settings.get().accessTokenLifetimeSeconds();
        return fixed > 0 ? fixed : random.nextLong(3_600, 5_401);
    }
}
