package io.mailroom.auth.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.entra.AuthorizeChecks;
import io.mailroom.m365.entra.Entra;
import io.mailroom.m365.entra.EntraRefusal;
import io.mailroom.m365.entra.EntraSettings;
import io.mailroom.m365.entra.Parameters;
import io.mailroom.m365.entra.Scopes;
import io.mailroom.m365.entra.SecretLog;
import io.mailroom.m365.entra.SigningKey;
import io.mailroom.m365.entra.TokenRequest;
import io.mailroom.m365.settings.ExchangeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The laboratory's identity platform over real HTTP, as strict as its model. Whoever is told to signs in and consents at
 * once. What it should do wrong is told beforehand.
 */
public final class TestingEntra implements AutoCloseable {
    public static final String OPERATOR = "6f1d0c3a-0000-4000-8000-00000000a001";
    public static final String CONTOSO = "6f1d0c3a-0000-4000-8000-00000000c001";
    public static final String SECRET = "planted-client-secret-7f3a";

    private static final Collection<TestingEntra> ALL = new ConcurrentLinkedQueue<>();

    private static final EntraSettings SETTINGS = new EntraSettings() {
        @Override
        public long accessTokenLifetimeSeconds() {
            return 4_500;
        }
    };

    private final HttpServer server;
    private final M365Model model =
            new M365Model(new SecureRandom(), Clock.systemUTC(), () -> new ExchangeSettings() {});
    private final Entra entra;
    private final TestingTokens tokens;
    private final TestingApp app = new TestingApp(model.apps());
    private final Queue<Answer> nextAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicInteger redemptions = new AtomicInteger();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore arrived = new Semaphore(0);
    private volatile Person person = Person.ADELE;
    private volatile Distortion distortion = Distortion.NONE;
    private volatile boolean refuseAdmin;
    private volatile @Nullable Integer refuseUser;
    private volatile @Nullable Semaphore gate;

    public TestingEntra() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        SigningKey key = TestingTokens.newKey();
        tokens = new TestingTokens(key, url() + "/" + OPERATOR + "/v2.0");
        entra = new Entra(model, key, new SecureRandom(), Clock.systemUTC(), Clock.systemUTC(), () -> SETTINGS);
        app.acceptSecrets(SECRET);
        signsIn(Person.ADELE);
        ALL.add(this);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void reset() {
        app.acceptSecrets(SECRET);
        signsIn(Person.ADELE);
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

    /** Mailroom's registration. */
    public TestingApp app() {
        return app;
    }

    /** A refresh token, as if a person had consented. */
    public String grant(Person who, String scope) {
        model.accounts().put(who.account());
        Set<String> scopes = Scopes.parse("openid profile offline_access " + scope, url());
        return entra.refreshToken(app.registration(), who.account(), scopes);
    }

    public void signsIn(Person who) {
        model.accounts().put(who.account());
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

    /** Every code and token for a person that ever went out, in clear. */
    public Set<String> issued() {
        return entra.secrets().stream()
                .filter(secret -> Set.of("code", "access_token", "refresh_token", "id_token")
                        .contains(secret.kind()))
                .map(SecretLog.Entry::value)
                .collect(Collectors.toSet());
    }

    /** Some refresh token that went out. */
    public String refreshToken() {
        return entra.vault().refreshTokens().keySet().iterator().next();
    }

    /** Path of each token call. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The same over all instances and tests of this run, with Mailroom's own secrets and the tokens of clients. */
    public static Set<String> everSecret() {
        return Stream.concat(Stream.of(SECRET), ALL.stream().flatMap(TestingEntra::secrets))
                .collect(Collectors.toSet());
    }

    private Stream<String> secrets() {
        return entra.secrets().stream()
                .filter(secret -> !secret.kind().equals("client_secret"))
                // What stands before the signature of a service token is no secret.
                .map(secret -> secret.kind().equals("service_token")
                        ? secret.value().substring(secret.value().lastIndexOf('.') + 1)
                        : secret.value());
    }

    public String serviceToken(String clientId, String role) {
        AppRegistration client = TestingApp.registration(clientId, List.of(), List.of(), List.of(role));
        return entra.serviceToken(client, "api://mailroom", url())
                .path("access_token")
                .asText();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, exchange.getRequestURI().getPath());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        String tenant = path.split("/", 3)[1];
        try {
            if (path.endsWith("/openid-configuration")) {
                Answer.ok(entra.metadata(url(), tenant).toString()).send(exchange);
            } else if (path.endsWith("/keys")) {
                Answer.ok(entra.keys(tenant)).send(exchange);
            } else if (path.endsWith("/authorize")) {
                authorize(exchange, tenant);
            } else if (path.endsWith("/adminconsent")) {
                adminConsent(exchange);
            } else if (path.endsWith("/token")) {
                token(exchange, tenant);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (EntraRefusal refusal) {
            Answer.refused(refusal.error()).send(exchange);
        }
    }

    private void authorize(HttpExchange exchange, String tenant) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        AuthorizeChecks checks = entra.authorize(Parameters.of(query), url());
        AuthorizeChecks.Client client = checks.client(tenant);
        Integer refusal = refuseUser;
        if (refusal != null) {
            String why = "AADSTS" + refusal + "%3A+said+by+the+test";
            redirect(exchange, query, "?error=access_denied&error_description=" + why);
            return;
        }
        redirect(exchange, query, "?code=" + entra.consent(checks.check(client), person.account()));
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

    private void token(HttpExchange exchange, String tenant) throws IOException, InterruptedException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
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
        ObjectNode reply = entra.token(new TokenRequest(url(), tenant, Optional.empty(), app.parameters(form)));
        Answer.ok(tokens.distorted(reply, distortion).toString()).send(exchange);
    }

    public static Map<String, String> form(@Nullable String text) {
        return Parameters.parse(text == null ? "" : text).asMap();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
