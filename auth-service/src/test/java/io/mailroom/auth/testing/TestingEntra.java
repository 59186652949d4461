package io.mailroom.auth.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An identity platform over real HTTP, strict about what this service must send: path, client secret, PKCE, redirect URI,
 * one redemption for each code. What it should do wrong is told beforehand.
 */
public final class TestingEntra implements AutoCloseable {
    public static final String OPERATOR = "6f1d0c3a-0000-4000-8000-00000000a001";
    public static final String CONTOSO = "6f1d0c3a-0000-4000-8000-00000000c001";
    public static final String SECRET = "planted-client-secret-7f3a";

    private final HttpServer server;
    private final TestingTokens tokens;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Grant> refreshTokens = new ConcurrentHashMap<>();
    private final Queue<Answer> nextAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicInteger redemptions = new AtomicInteger();
    private static final Set<String> EVER = ConcurrentHashMap.newKeySet();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Person person = Person.ADELE;
    private volatile Distortion distortion = Distortion.NONE;
    private volatile boolean refuseAdmin;
    private volatile @Nullable Integer refuseUser;
    private volatile @Nullable Semaphore gate;
    private final Semaphore arrived = new Semaphore(0);
    private final TestingAssertions clients = new TestingAssertions();

    public TestingEntra() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        tokens = new TestingTokens(url());
        clients.reset(SECRET);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void reset() {
        person = Person.ADELE;
        clients.reset(SECRET);
        distortion = Distortion.NONE;
        refuseAdmin = false;
        refuseUser = null;
        nextAnswers.clear();
        refreshes.set(0);
        redemptions.set(0);
        requests.clear();
        open();
        arrived.drainPermits();
    }

    /** Whoever signs in is sent back with this number; null lets them in again. */
    public void refuseUser(@Nullable Integer aadsts) {
        refuseUser = aadsts;
    }

    public void refuseAdmin() {
        refuseAdmin = true;
    }

    /** The secrets of Mailroom's application from now on. */
    public void acceptSecrets(String... secrets) {
        clients.accept(secrets);
    }

    /** From now on only assertions that this certificate's key signed. */
    public void acceptCertificate(X509Certificate certificate) {
        clients.accept(certificate);
    }

    /** From now on only this token of another issuer. */
    public void acceptFederated(String token) {
        clients.acceptFederated(token);
    }

    /** A refresh token, as if a person had consented. */
    public String grant(Person who, String scope) {
        String refresh = TestingTokens.opaque("rt");
        issue(refresh);
        refreshTokens.put(refresh, new Grant(who, who.tenant(), Map.of("scope", scope)));
        return refresh;
    }

    public void signsIn(Person who) {
        person = who;
    }

    public void distort(Distortion how) {
        distortion = how;
    }

    /** The next call of the token endpoint gets this and is not carried out. */
    public void answerNext(Answer answer) {
        nextAnswers.add(answer);
    }

    /** Refreshes wait from now on until {@link #open()}. */
    public void hold() {
        gate = new Semaphore(0);
    }

    public void open() {
        Semaphore held = gate;
        gate = null;
        if (held != null) {
            held.release(1_000);
        }
    }

    public void awaitRefreshArrived() throws InterruptedException {
        arrived.acquire();
    }

    public int refreshes() {
        return refreshes.get();
    }

    public int redemptions() {
        return redemptions.get();
    }

    /** Every secret that ever went out, in clear. */
    public Set<String> issued() {
        return issued;
    }

    /** Path of each token call. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The same over all instances and tests of this run, with Mailroom's own secrets and the tokens of clients. */
    public static Set<String> everSecret() {
        EVER.add(SECRET);
        return Set.copyOf(EVER);
    }

    private void issue(String secret) {
        issued.add(secret);
        EVER.add(secret);
    }

    public String serviceToken(String clientId, String role) {
        String token = tokens.service(OPERATOR, clientId, role);
        EVER.add(token.substring(token.lastIndexOf('.') + 1)); // what stands before the signature is no secret
        return token;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/openid-configuration")) {
                Answer.ok(tokens.discovery(path.split("/")[1])).send(exchange);
            } else if (path.endsWith("/keys")) {
                Answer.ok(tokens.keys()).send(exchange);
            } else if (path.endsWith("/authorize")) {
                authorize(exchange);
            } else if (path.endsWith("/adminconsent")) {
                adminConsent(exchange);
            } else if (path.endsWith("/token")) {
                token(exchange, path.split("/")[1]);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        Integer refusal = refuseUser;
        if (refusal != null) {
            String why = "AADSTS" + refusal + "%3A+said+by+the+test";
            redirect(exchange, query, "?error=access_denied&error_description=" + why);
            return;
        }
        String code = "code-" + UUID.randomUUID();
        issue(code);
        String authority = exchange.getRequestURI().getPath().split("/")[1];
        codes.put(code, new Grant(person, authority, query));
        redirect(exchange, query, "?code=" + code);
    }

    private void adminConsent(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        requests.add(exchange.getRequestURI().getPath() + " " + query.get("scope"));
        String answer =
                refuseAdmin ? "?error=access_denied&error_description=AADSTS65004" : "?admin_consent=True&tenant=x";
        redirect(exchange, query, answer);
    }

    private static void redirect(HttpExchange exchange, Map<String, String> query, String answer) throws IOException {
        exchange.getResponseHeaders()
                .add("Location", query.get("redirect_uri") + answer + "&state=" + query.get("state"));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange, String authority) throws IOException, InterruptedException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = form(body);
        requests.add(exchange.getRequestURI().getPath() + " " + form.get("grant_type"));
        boolean refresh = "refresh_token".equals(form.get("grant_type"));
        (refresh ? refreshes : redemptions).incrementAndGet();
        Semaphore held = gate;
        if (refresh) {
            arrived.release();
            if (held != null) {
                held.acquire();
            }
        }
        Answer told = nextAnswers.poll();
        if (told != null) {
            told.send(exchange);
            return;
        }
        Integer refusal = clients.refusal(form, url() + exchange.getRequestURI().getPath());
        if (refusal != null) {
            Answer.error(401, "invalid_client", refusal).send(exchange);
            return;
        }
        Grant grant = refresh ? refreshTokens.get(form.get("refresh_token")) : codes.remove(form.get("code"));
        if (grant == null || (!refresh && !grant.redeemable(authority, form))) {
            Answer.error(400, "invalid_grant", 70000).send(exchange);
            return;
        }
        Answer.ok(granted(grant)).send(exchange);
    }

    private String granted(Grant grant) {
        String access = TestingTokens.opaque("at");
        String refresh = TestingTokens.opaque("rt");
        issue(access);
        issue(refresh);
        refreshTokens.put(refresh, grant);
        String scope = String.valueOf(grant.query().get("scope"));
        String granted = distortion == Distortion.SCOPE_LEFT_OUT ? scope.replaceAll("\\S*Mail.Send\\S*", "") : scope;
        String idToken = tokens.id(grant, distortion);
        issue(idToken);
        String refreshField = distortion == Distortion.NO_REFRESH_TOKEN ? "" : "\"refresh_token\":\"" + refresh + "\",";
        return "{\"token_type\":\"Bearer\",\"expires_in\":4500," + refreshField + "\"access_token\":\"" + access
                + "\",\"id_token\":\"" + idToken + "\",\"scope\":\"" + granted + "\"}";
    }

    public static Map<String, String> form(@Nullable String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : (text == null ? "" : text).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
