package io.mailroom.auth.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.TokenFingerprint;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An ERP backend, a worker and a person who all behave. */
public final class TestingClient {
    public static final String DONE = "https://erp.contoso.example/done";

    private final TestingEntra entra;
    private final TestingBrowser browser;

    public TestingClient(TestingEntra entra, URI service) {
        this.entra = entra;
        this.browser = new TestingBrowser(service);
    }

    public TestingBrowser browser() {
        return browser;
    }

    public HttpResponse<String> ask(String body) {
        return browser.call("POST", "/api/connections", erpToken(), body);
    }

    public JsonNode begin() {
        return json(ask("{\"returnUrl\":\"" + DONE + "\",\"mailboxHint\":\"adele@contoso.example\"}"));
    }

    public JsonNode reconnect(String id) {
        return json(ask("{\"returnUrl\":\"" + DONE + "\",\"connectionId\":\"" + id + "\"}"));
    }

    public HttpResponse<String> post(String path, String body) {
        return browser.call("POST", path, erpToken(), body);
    }

    /** @return the connection's id, from where the browser was sent in the end */
    public String connect() {
        String target = TestingBrowser.location(
                browser.consent(begin().path("connectUrl").textValue()));
        return idIn(target);
    }

    public static String idIn(String target) {
        return String.valueOf(
                TestingEntra.form(target.substring(target.indexOf('?') + 1)).get("connectionId"));
    }

    public HttpResponse<String> get(String id) {
        return browser.call("GET", "/api/connections/" + id, erpToken(), null);
    }

    public String state(String id) {
        return json(get(id)).path("state").textValue();
    }

    public HttpResponse<String> delete(String id) {
        return browser.call("DELETE", "/api/connections/" + id, erpToken(), null);
    }

    public HttpResponse<String> lease(String id) {
        return lease(id, "erp", entra.serviceToken("worker-app", "Mailroom.Worker"));
    }

    /** As a worker to which Graph refused a token. */
    public HttpResponse<String> lease(String id, String refusedToken) {
        String body = "{\"connectionId\":\"" + id + "\",\"client\":\"erp\",\"refusedToken\":\"" + refusedToken + "\"}";
        return browser.call("POST", "/internal/leases", entra.serviceToken("worker-app", "Mailroom.Worker"), body);
    }

    /** The name by which a worker refuses the token of this lease. */
    public static String fingerprint(HttpResponse<String> lease) {
        return TokenFingerprint.of(
                        new AccessToken(json(lease).path("accessToken").textValue()))
                .value();
    }

    public HttpResponse<String> lease(String id, String client, @Nullable String token) {
        String body = "{\"connectionId\":\"" + id + "\",\"client\":\"" + client + "\"}";
        return browser.call("POST", "/internal/leases", token, body);
    }

    public String erpToken() {
        return entra.serviceToken("erp-app", "Mailroom.Client");
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return MailJson.read(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
    }

    public static String code(HttpResponse<String> response) {
        return json(response).path("code").asText();
    }
}
