package io.mailroom.simulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Makes tokens and the reply that carries them (facts A4, A5). */
@ApplicationScoped
class TokenFactory {
    private static final long ID_TOKEN_SECONDS = 3_600;

    private final TokenVault vault;
    private final SigningKey key;
    private final SecretLog log;
    private final LabClock clock;
    private final LabSettings settings;

    TokenFactory(TokenVault vault, SigningKey key, SecretLog log, LabClock clock, LabSettings settings) {
        this.vault = vault;
        this.key = key;
        this.log = log;
        this.clock = clock;
        this.settings = settings;
    }

    /** Everything a reply for a person depends on. */
    record Wanted(AppRegistration app, Account account, Set<String> scopes, Optional<String> nonce, String baseUrl) {}

    Answer userTokens(Wanted wanted, boolean withRefreshToken) {
        Instant now = clock.now();
        long lifetime = lifetimeSeconds();
        List<String> secrets = new ArrayList<>();
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("token_type", "Bearer").put("scope", Scopes.shown(wanted.scopes()));
        reply.put("expires_in", lifetime).put("ext_expires_in", lifetime);
        secrets.add(accessToken(reply, wanted, now, now.plusSeconds(lifetime)));
        if (withRefreshToken && wanted.scopes().contains("offline_access")) {
            secrets.add(refreshToken(reply, wanted, now));
        }
        if (wanted.scopes().contains("openid")) {
            secrets.add(idToken(reply, wanted, now));
        }
        return Answer.json(200, reply)
                .with("Cache-Control", "no-store, no-cache")
                .with("Pragma", "no-cache")
                .withSecrets(secrets);
    }

    private String accessToken(ObjectNode reply, Wanted wanted, Instant now, Instant expiresAt) {
        String token = Secrets.accessToken();
        vault.put(
                token,
                new AccessGrant(
                        wanted.app().clientId(),
                        wanted.account().oid(),
                        Scopes.graphOnly(wanted.scopes()),
                        now,
                        expiresAt));
        log.add("access_token", token, wanted.app().clientId(), wanted.account().address(), expiresAt);
        reply.put("access_token", token);
        return token;
    }

    private String refreshToken(ObjectNode reply, Wanted wanted, Instant now) {
        String token = Secrets.refreshToken();
        vault.put(
                token,
                new RefreshGrant(wanted.app().clientId(), wanted.account().oid(), wanted.scopes(), now, now));
        log.add(
                "refresh_token",
                token,
                wanted.app().clientId(),
                wanted.account().address(),
                null);
        reply.put("refresh_token", token);
        return token;
    }

    private String idToken(ObjectNode reply, Wanted wanted, Instant now) {
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
        reply.put("id_token", token);
        return token;
    }

    /** A service token for an API of ours: a signed JWT that the API checks by the published keys. */
    Answer serviceToken(AppRegistration app, String tenantId, String audience, String baseUrl) {
        Instant now = clock.now();
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
    Answer graphAppToken(AppRegistration app) {
        Instant now = clock.now();
        long lifetime = lifetimeSeconds();
        String token = Secrets.accessToken();
        vault.put(token, new AccessGrant(app.clientId(), "", Set.of(), now, now.plusSeconds(lifetime)));
        log.add("access_token", token, app.clientId(), null, now.plusSeconds(lifetime));
        return appReply(token, lifetime);
    }

    private static Answer appReply(String token, long lifetime) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("token_type", "Bearer").put("expires_in", lifetime).put("ext_expires_in", lifetime);
        reply.put("access_token", token);
        return Answer.json(200, reply)
                .with("Cache-Control", "no-store, no-cache")
                .withSecrets(List.of(token));
    }

    private static JwtClaims claims(String baseUrl, String tenantId, String audience, Instant now, long seconds) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(baseUrl + "/" + tenantId + "/v2.0");
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + seconds));
        claims.setClaim("tid", tenantId);
        claims.setClaim("ver", "2.0");
        claims.setClaim("uti", UUID.randomUUID().toString());
        return claims;
    }

    /** The same for one person and one app always, different for every pair (facts A12). */
    private static String pairwise(String who, String forWhom) {
        return UUID.nameUUIDFromBytes((who + "/" + forWhom).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private long lifetimeSeconds() {
        long fixed = settings.current().accessTokenLifetimeSeconds();
        return fixed > 0 ? fixed : ThreadLocalRandom.current().nextLong(3_600, 5_401);
    }
}
