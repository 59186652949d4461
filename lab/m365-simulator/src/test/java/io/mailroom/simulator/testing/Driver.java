package io.mailroom.simulator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drives a running simulator over real HTTP, with an app and mailboxes of its own so that tests share nothing. */
public final class Driver {
    public static final String KEY = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name MailroomKey";
    public static final String REDIRECT = "http://localhost:8700/callback";
    public static final String SCOPES = "openid profile offline_access User.Read Mail.ReadWrite Mail.Send";
    public static final String CONTOSO = "6f1d0c3a-0000-4000-8000-00000000c001";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    public final String clientId = UUID.randomUUID().toString();
    public final String secret = "secret-" + UUID.randomUUID();

    public Driver(String base) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        put("/_lab/apps/" + clientId, """
                {"displayName": "Mailroom <test>", "secrets": ["%s"], "roles": ["Mailroom.Worker"],
                 "redirectUris": ["%s", "https://erp.example/callback"],
                 "tenant": "mailroom.example", "multiTenant": true}""".formatted(secret, REDIRECT));
    }

    public String base() {
        return base;
    }

    /** A mailbox nobody else uses. */
    public String mailbox(String domain) {
        String address = "u" + UUID.randomUUID().toString().substring(0, 8) + "@" + domain;
        post("/_lab/mailboxes", Map.of("address", address, "displayName", "User " + address));
        return address;
    }

    public User connect(String address) {
        return connect(address, SCOPES);
    }

    /** Walks the OAuth flow by the shortcut for programs. */
    public User connect(String address, String scopes) {
        JsonNode tokens = redeem(code(address, scopes)).json();
        return new User(
                this,
                address,
                tokens.path("access_token").asText(),
                tokens.path("refresh_token").asText());
    }

    public User user() {
        return connect(mailbox("contoso.example"));
    }

    public String code(String address, String scopes) {
        Reply reply = send(request(authorize("organizations", scopes, ""))
                .header("X-Lab-Account", address)
                .GET());
        return parameter(reply.header("location"), "code");
    }

    public String authorize(String tenant, String scopes, String more) {
        return "/" + tenant + "/oauth2/v2.0/authorize?client_id=" + clientId + "&response_type=code&redirect_uri="
                + encode(REDIRECT) + "&scope=" + encode(scopes) + "&state=the-state&nonce=the-nonce" + more;
    }

    public Reply redeem(String code) {
        return token("organizations", "grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT);
    }

    public Reply refresh(String refreshToken) {
        return token("organizations", "grant_type=refresh_token&refresh_token=" + refreshToken);
    }

    /** A token request of the driver's own app. */
    public Reply token(String tenant, String form) {
        return form("/" + tenant + "/oauth2/v2.0/token", form + "&client_id=" + clientId + "&client_secret=" + secret);
    }

    /** @param form encoded, as far as its values need it */
    public Reply form(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    public Reply post(String path, Object body) {
        return send(json(path, body).POST(publisher(body)));
    }

    public Reply put(String path, Object body) {
        return send(json(path, body).PUT(publisher(body)));
    }

    private HttpRequest.Builder json(String path, Object body) {
        return request(path).header("Content-Type", "application/json");
    }

    static HttpRequest.BodyPublisher publisher(Object body) {
        return BodyPublishers.ofString(
                body instanceof String text ? text : JSON.valueToTree(body).toString());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public void advance(double seconds) {
        post("/_lab/clock/advance", Map.of("seconds", seconds));
    }

    public void settings(Map<String, ?> changes) {
        put("/_lab/settings", changes);
    }

    public Reply fault(Map<String, ?> match, Map<String, ?> fault, int times) {
        return post("/_lab/faults", Map.of("match", match, "fault", fault, "times", times));
    }

    /** What this fault delays goes on at once. */
    public void release(JsonNode fault) {
        post("/_lab/faults/" + fault.path("id").asText() + "/release", Map.of());
    }

    /** How often the fault has struck; -1 if there is none. */
    public int hits(JsonNode fault) {
        for (JsonNode standing : get("/_lab/faults").json()) {
            if (standing.path("id").equals(fault.path("id"))) {
                return standing.path("hits").asInt();
            }
        }
        return -1;
    }

    /** Asks until it is so, a minute at most. */
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited a minute");
            }
            Thread.onSpinWait();
        }
    }

    /** Faults gone, settings as they were; the clock only goes forward. */
    public void calm() {
        delete("/_lab/faults");
        delete("/_lab/settings");
    }

    public List<JsonNode> sentBy(String address) {
        List<JsonNode> sent = new ArrayList<>();
        get("/_lab/sent?mailbox=" + encode(address)).json().forEach(sent::add);
        return sent;
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static String parameter(String location, String name) {
        Matcher found = Pattern.compile("[?&#]" + name + "=([^&]*)").matcher(location);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }

    /** The value of a hidden field or the action of the first form, as a program without a browser finds them. */
    public static String attribute(String html, String before, String name) {
        Matcher found =
                Pattern.compile(before + "[^>]*\\b" + name + "=\"([^\"]*)\"").matcher(html);
        return found.find() ? found.group(1) : "";
    }
}
